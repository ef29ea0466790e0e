-- "1 letter", "2 letters"; null for none.
create or replace macro raw.count_in_words(how_many, word) as
    case
        when how_many > 0 then how_many::varchar || ' ' || word || if(how_many = 1, '', 's')
    end
