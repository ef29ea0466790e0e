"""The tables of the notebook, version after version."""

# One script per version of the notebook, oldest first; never edited, only added to.
SCHEMA_STEPS = (
    """
    create table column_maps (
        profile_name text primary key,
        kind text not null,
        columns text not null,
        changed_at text not null
    );
    create table carc_rules (
        payer_name text not null,
        carc_code text not null,
        is_denial integer,
        category text,
        owner text,
        preventable text,
        usual_fix text,
        note text not null,
        changed_at text not null,
        primary key (payer_name, carc_code)
    );
    create table payer_aliases (
        payer_name_as_given text primary key,
        payer_name text not null,
        changed_at text not null
    );
    """,
    """
    create table work_entries (
        entry_number integer primary key autoincrement,
        remitted_line_id text not null,
        patient_control_number text not null,
        status text,
        assignee text,
        note text,
        next_step text,
        next_date text,
        changed_by text not null,
        changed_at text not null
    );
    create index work_entries_by_claim on work_entries (patient_control_number)
    """,
    """
    create table deadline_limits (
        payer_name text not null,
        line_of_business text not null,
        deadline_kind text not null,
        day_count integer,
        counted_from text not null,
        is_verified integer not null,
        note text not null,
        changed_at text not null,
        primary key (payer_name, line_of_business, deadline_kind)
    )
    """,
    """
    create table saved_views (
        view_name text primary key collate nocase,
        page text not null,
        query text not null,
        changed_at text not null
    )
    """,
    """
    create table actions (
        action_number integer primary key autoincrement,
        title text not null,
        owner text not null,
        due_date text not null,
        decided_week text not null,
        measure text not null,
        filters text not null,
        goal text not null,
        since_week text not null,
        note text not null,
        status text not null,
        done_date text not null,
        decided_by text not null,
        decided_at text not null,
        changed_by text not null,
        changed_at text not null,
        revision integer not null,
        is_deleted integer not null
    )
    """,
    """
    create table work_minutes (
        category text primary key,
        work_minutes integer,
        is_verified integer not null,
        note text not null,
        changed_at text not null
    )
    """,
    """
    create table client_names (
        tax_id text not null,
        npi text not null,
        client_name text not null,
        changed_at text not null,
        primary key (tax_id, npi)
    )
    """,
    """
    create table acknowledged_weeks (
        payer_name text not null,
        remit_week text not null,
        note text not null,
        acknowledged_by text not null,
        acknowledged_at text not null,
        primary key (payer_name, remit_week)
    )
    """,
)
