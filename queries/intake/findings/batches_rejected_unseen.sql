-- Which batches were rejected as a whole whose claims no loaded file names?
-- grain: one row per rejected receiver or provider of a 277CA
--
-- Once the 837 is loaded its claims are rejected, and marts.findings says this no longer.
select
    file_id,
    transaction_set_number,
    segment_number,
    'batch_rejected' as finding_code,
    'batch ' || coalesce(batch_number, 'without a number') as found,
    'its 837' as expected,
    case
        when rejected_claim_count is null then 'All claims'
        else
            rejected_claim_count::varchar
            || case when rejected_claim_count = 1 then ' claim' else ' claims' end
    end
    || coalesce(', $' || format('{:,.2f}', rejected_amount::double), '')
    || ' rejected at ' || if(level_code = '21', 'receiver', 'provider') || ' level'
    || case
        when rejected_claim_count is null then ''
        when level_code = '21' then ' (QTY AA, AMT YY)'
        else ' (QTY QC, AMT YY)'
    end
    || '; their 837 is not loaded.' as message,
from intake.batches_rejected_unseen()
where file_id in (select file_id from temp.files_in_hand)
