import { describe, expect, it } from 'vitest';
import { listSchemaSql, listWorkload, schemaSize } from '../../../../bench/support/database/schema.ts';

describe('the measured database', () => {
  it('is the same at every start', () => {
    expect(listSchemaSql()).toEqual(listSchemaSql());
    expect(listWorkload()).toEqual(listWorkload());
  });

  it('has tables with three indexes each', () => {
    const sql = listSchemaSql().join('\n');
    expect(sql.match(/CREATE TABLE|PRIMARY KEY/g)).toHaveLength(2 * schemaSize.tables);
    expect(sql.match(/CREATE INDEX/g)).toHaveLength(2 * schemaSize.tables);
  });

  it('runs as many distinct statements as it says, and some of them often', () => {
    const workload = listWorkload();
    const distinct = new Set(workload).size;
    expect(distinct).toBe(schemaSize.statements + schemaSize.functions);
    expect(workload.length).toBeGreaterThan(distinct + 1_000);
  });
});
