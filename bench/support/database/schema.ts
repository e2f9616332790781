import { createRandom, type Random } from '../../../examples/postgres/random.ts';

/** What the measured database holds. */
export const schemaSize = { tables: 300, indexesPerTable: 3, statements: 4_900, functions: 20 } as const;

const schemas = ['sales', 'stock', 'billing'] as const;
const columns = ['owner', 'amount', 'state', 'region', 'rank', 'weight', 'note', 'changed'] as const;

const tableName = (table: number): string => `${schemas[table % schemas.length]}.table_${table}`;

/** Tables with a primary key and two indexes each, rows, functions; the same at every start. */
export function listSchemaSql(): readonly string[] {
  const random = createRandom(18);
  const tables = Array.from({ length: schemaSize.tables }, (_, table) => createTableSql(table, random));
  const functions = Array.from({ length: schemaSize.functions }, (_, index) => createFunctionSql(index));
  return [...schemas.map((schema) => `CREATE SCHEMA ${schema};`), ...tables, ...functions, 'ANALYZE;'];
}

function createTableSql(table: number, random: Random): string {
  const name = tableName(table);
  const first = random.between(0, columns.length - 2);
  return `
    CREATE TABLE ${name} (id int PRIMARY KEY, ${columns.map((column) => `${column} int NOT NULL`).join(', ')});
    CREATE INDEX ON ${name} (${columns[first]});
    CREATE INDEX ON ${name} (${columns[first + 1]}, id);
    INSERT INTO ${name} SELECT n, ${columns.map((_, index) => `n * ${index + 7} % 101`).join(', ')}
    FROM generate_series(1, ${random.between(20, 2_000)}) AS n;
    DELETE FROM ${name} WHERE id % 10 = 0;`;
}

const createFunctionSql = (index: number): string => `
  CREATE FUNCTION ${schemas[index % schemas.length]}.rate_${index}(value int) RETURNS int LANGUAGE plpgsql
  AS $$ BEGIN RETURN value * ${index + 1}; END $$;`;

/** Statements that are all distinct to `pg_stat_statements`, each once, and some of them more often; the same at every start. */
export function listWorkload(): readonly string[] {
  const random = createRandom(2_026);
  const distinct = new Set<string>();
  while (distinct.size < schemaSize.statements) distinct.add(makeStatement(random));
  const all = [...distinct];
  const busy = all.slice(0, 300).flatMap((statement) => Array.from({ length: random.between(1, 20) }, () => statement));
  const calls = Array.from({ length: schemaSize.functions }, (_, index) => {
    return `SELECT ${schemas[index % schemas.length]}.rate_${index}(7)`;
  });
  return [...all, ...busy, ...calls];
}

/** Two statements are the same where only their constants differ: table, columns and form tell them apart. */
function makeStatement(random: Random): string {
  const wanted = columns.filter(() => random.next() < 0.4);
  const condition = random.pick(columns);
  const operator = random.pick(['=', '<', '>']);
  const order = random.pick(['', ` ORDER BY ${random.pick(columns)}`]);
  const table = tableName(random.between(0, schemaSize.tables - 1));
  return `SELECT ${['id', ...wanted].join(', ')} FROM ${table} WHERE ${condition} ${operator} 5${order} LIMIT 3`;
}
