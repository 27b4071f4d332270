-- A remark of an evaluation says what it is about. Those from before say it of every number, as they
-- stood under every table; the numbers stay as they are.

drop trigger evaluations_no_update;
update evaluations
set result = json_set(result, '$.remarks', json((
  select json_group_array(json_object('text', value, 'about', 'patients', 'model', null))
  from json_each(result, '$.remarks')
)))
where json_type(result, '$.remarks[0]') = 'text';
create trigger evaluations_no_update before update on evaluations
begin select raise(abort, 'an evaluation does not change'); end;
