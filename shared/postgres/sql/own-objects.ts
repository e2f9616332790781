/** Oids from here on are those of objects that initdb did not make. */
const firstUserOid = 16_384;

/** Whether a row of pg_class is not of the server itself. */
export const ownRelation = `relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`;

/** Functions that users made, without those of extensions: a query of (oid, name). */
export const ownFunctions = `
  SELECT p.oid, n.nspname || '.' || p.proname AS name
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  WHERE p.oid >= ${firstUserOid} AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e
        WHERE e.classid = 'pg_catalog.pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')`;
