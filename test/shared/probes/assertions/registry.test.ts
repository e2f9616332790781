import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assertions, judgeAnswer } from '../../../../shared/probes/assertions/registry.ts';
import { httpExpectFields } from '../../../../shared/probes/expect.ts';
import { httpAnswer } from '../../../support/http-answer.ts';

const folder = new URL('../../../../shared/probes/assertions/', import.meta.url);

async function listStatementsInFolder(): Promise<readonly string[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'registry.ts');
  const modules = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
  return modules.flatMap((module) =>
    Object.values(module).flatMap((exported) =>
      typeof exported === 'object' && exported !== null && 'statement' in exported ? [String(exported.statement)] : [],
    ),
  );
}

describe('assertions', () => {
  it('holds every assertion of its folder, and none besides', async () => {
    expect(Object.keys(assertions).sort()).toEqual([...(await listStatementsInFolder())].sort());
  });

  it('has one assertion per field that the definition knows', () => {
    expect(Object.keys(assertions).sort()).toEqual(Object.keys(httpExpectFields).sort());
    for (const [name, { statement }] of Object.entries(assertions)) expect(statement).toBe(name);
  });
});

describe('judgeAnswer()', () => {
  it('checks the status even where the definition says nothing', () => {
    expect(judgeAnswer(httpAnswer(), {})).toEqual([
      { check: 'status', level: 'passed', expected: 'status 2xx or 3xx', actual: 'status 200' },
    ]);
  });

  it('gives one result per expectation, every one of them, whatever fails', () => {
    const answer = httpAnswer({ status: 503, headers: { server: 'nginx' }, body: '{"status":"down"}' });
    const checks = judgeAnswer(answer, {
      status: 200,
      headers: { server: 'nginx' },
      body: { contains: ['status', 'up'], notContains: 'error' },
      json: { '$.status': 'ok' },
    });
    expect(checks.map(({ check, level }) => `${check} ${level}`)).toEqual([
      'status failed',
      'headers passed',
      'json failed',
      'body passed',
      'body failed',
      'body passed',
    ]);
  });

  it('decodes the body once, however many statements read it', () => {
    const { body, ...rest } = httpAnswer({ body: '{"a":"b"}' });
    let reads = 0;
    const counting = {
      ...rest,
      get body() {
        reads += 1;
        return body;
      },
    };
    judgeAnswer(counting, {
      body: { contains: ['a', 'b'], matches: 'a' },
      json: { '$.a': 'b', '$.b': { exists: false } },
    });
    const readsByMany = reads;
    reads = 0;
    judgeAnswer(counting, { body: { contains: 'a' } });
    expect(readsByMany).toBe(reads);
  });
});
