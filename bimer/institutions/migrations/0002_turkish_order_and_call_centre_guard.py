from django.db import migrations

# Circumflexes and foreign marks first become plain letters; then the 32 letters become 32 neighbours, U+0100 on.
# Same order as law.turkish.sort_key: compare under collation "C".
SMALL = "ıiçğöşüâîûêôáàäåãéèëíìïóòõñúùýÿ"  # lower() of a cluster with locale C knows ASCII alone
LETTERS = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
CAPITALS = "Iİ" + SMALL[2:].upper()
NEIGHBOURS = "".join(chr(0x100 + place) for place in range(len(LETTERS)))
MARKED, PLAIN = "âîûêôáàäåãéèëíìïóòõñúùýÿ", "aiueoaaaaaeeeiiiooonuuyy"

TURKISH = f"""
create function tr_lower(text) returns text language sql immutable strict parallel safe as
$$ select lower(translate(normalize($1, NFC), '{CAPITALS}', '{SMALL}')) $$;

create function tr_sortkey(text) returns text language sql immutable strict parallel safe as
$$ select translate(translate(tr_lower($1), '{MARKED}', '{PLAIN}'), '{LETTERS}', '{NEIGHBOURS}')
          || chr(1) || tr_lower($1) collate "C" $$;
"""

# O2: only governorates answer Alo 150. The operation refuses first; this holds whatever wrote the row.
GUARD = """
create function posting_call_agent_at_governorate() returns trigger language plpgsql as $$
begin
    if new.role = 'call_agent'
       and (select level from institutions_unit where id = new.unit_id) is distinct from 'governorate' then
        raise exception 'call agents work at governorates only (unit %)', new.unit_id
            using errcode = 'check_violation', constraint = 'posting_call_agent_at_governorate';
    end if;
    return new;
end $$;

create trigger posting_call_agent_at_governorate before insert or update on institutions_posting
    for each row execute function posting_call_agent_at_governorate();
"""


class Migration(migrations.Migration):
    dependencies = [("institutions", "0001_initial")]

    operations = [
        migrations.RunSQL(TURKISH, "drop function tr_sortkey(text); drop function tr_lower(text);"),
        migrations.RunSQL(
            GUARD,
            "drop trigger posting_call_agent_at_governorate on institutions_posting;"
            " drop function posting_call_agent_at_governorate();",
        ),
    ]
