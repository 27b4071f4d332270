-- A cohort can be renamed: the name it has is the one of the revision that holds.

-- null in revisions made before there was this column: the name that the cohort began with
alter table cohort_revisions add column cohort_name text;
