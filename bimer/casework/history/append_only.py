"""Tables to which rows are only added: PostgreSQL itself refuses the rest, whoever asks.

The owner of the table can lift it for one transaction by saying so (`lift`), as the emptying of a test
database must; nobody else can. Against the owner herself there are the chain and the anchors."""

from collections.abc import Sequence

from django.db import connections, migrations

# What may become of a row that is there. Two functions: one for any table, one for events.
FUNCTIONS = """
create function casework_is_lifted(relation oid) returns boolean
language sql stable set search_path = pg_catalog as $$
    select current_setting('bimer.append_only', true) = 'off'
       and pg_has_role(current_user, (select relowner from pg_class where oid = relation), 'USAGE')
$$;

create function casework_row_is_kept() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
declare
    erasable text[] := tg_argv[0];
    free text[] := tg_argv[1];
    was jsonb;
    becomes jsonb;
begin
    if casework_is_lifted(tg_relid) then
        if tg_op = 'TRUNCATE' then return null; end if;
        if tg_op = 'DELETE' then return old; end if;
        return new;
    end if;
    if tg_op = 'UPDATE' then
        was := to_jsonb(old) - free;
        becomes := to_jsonb(new) - free;
        if was - erasable = becomes - erasable and not exists (
            select 1 from unnest(erasable) word
             where becomes ->> word <> '' and becomes -> word is distinct from was -> word
        ) then
            return new;
        end if;
    end if;
    raise insufficient_privilege using
        message = format('%s is append-only: %s is refused', tg_table_name, tg_op);
end $$;

create function casework_event_is_kept() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
declare
    words text[] := '{reason,remarks}';
begin
    if casework_is_lifted(tg_relid) then
        if tg_op = 'TRUNCATE' then return null; end if;
        if tg_op = 'DELETE' then return old; end if;
        return new;
    end if;
    if tg_op = 'UPDATE' then
        -- One that has no digest may get it.
        if old.digest = '' and length(new.digest) = 32
           and to_jsonb(new) - '{digest,contents}'::text[] = to_jsonb(old) - '{digest,contents}'::text[] then
            return new;
        end if;
        -- Words may be emptied, as a law can demand; everything else stays.
        if to_jsonb(new) - 'facts' = to_jsonb(old) - 'facts' and new.facts - words = old.facts - words
           and not exists (
               select 1 from unnest(words) word
                where new.facts ->> word <> '' and new.facts -> word is distinct from old.facts -> word
           ) then
            return new;
        end if;
    end if;
    raise insufficient_privilege using
        message = format('%s is append-only: %s is refused', tg_table_name, tg_op);
end $$;
"""
DROP_FUNCTIONS = """
drop function casework_event_is_kept();
drop function casework_row_is_kept();
drop function casework_is_lifted(oid);
"""


def functions() -> migrations.RunSQL:
    return migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS)


def keep(
    table: str,
    *,
    erasable: Sequence[str] = (),
    free: Sequence[str] = (),
    once: str = "",
    by: str = "casework_row_is_kept",
) -> migrations.RunSQL:
    """For a migration: from now on rows of this table stay as they are, once that condition is true of them.

    Columns named `erasable` may be emptied, those named `free` may change."""
    arguments = f"'{{{','.join(erasable)}}}', '{{{','.join(free)}}}'"
    condition = f" when ({once})" if once else ""
    return migrations.RunSQL(
        f"create trigger {table}_is_kept before update or delete on {table} for each row{condition}"
        f" execute function {by}({arguments});"
        f"create trigger {table}_stays before truncate on {table} for each statement"
        f" execute function {by}({arguments});",
        f"drop trigger {table}_is_kept on {table}; drop trigger {table}_stays on {table};",
    )


def lift(using: str = "default") -> None:
    """For the rest of this transaction the owner of the tables may change and empty them."""
    with connections[using].cursor() as cursor:
        cursor.execute("select set_config('bimer.append_only', 'off', true)")
