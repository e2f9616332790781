import { describe, expect, it } from 'vitest';
import type { DatabaseFailureKind } from '../../../shared/model/database-failure.ts';
import { classifySqlState, type DatabasePhase } from '../../../shared/postgres/classify-sql-state.ts';

type Case = readonly [sqlState: string, severity: string, phase: DatabasePhase, kind: DatabaseFailureKind];

const cases: Readonly<Record<string, Case>> = {
  'a wrong password': ['28P01', 'FATAL', 'connecting', 'credentials'],
  'a role that may not log in': ['28000', 'FATAL', 'connecting', 'credentials'],
  'a missing database': ['3D000', 'FATAL', 'connecting', 'no-database'],
  'a missing CONNECT privilege': ['42501', 'FATAL', 'connecting', 'no-database'],
  'a missing privilege of a statement': ['42501', 'ERROR', 'running', 'rejected'],
  'too many connections': ['53300', 'FATAL', 'connecting', 'full'],
  'a server that starts': ['57P03', 'FATAL', 'connecting', 'starting'],
  'a shutdown during login': ['57P01', 'FATAL', 'connecting', 'starting'],
  'a shutdown under a statement': ['57P01', 'FATAL', 'running', 'unreachable'],
  'a crash under a statement': ['57P02', 'FATAL', 'running', 'unreachable'],
  'a lock that was not granted': ['55P03', 'ERROR', 'running', 'locked'],
  'a cancelled statement': ['57014', 'ERROR', 'running', 'timeout'],
  'a transaction that took too long': ['25P04', 'FATAL', 'running', 'timeout'],
  'a mistake in SQL': ['42601', 'ERROR', 'running', 'rejected'],
  'a connection that a pooler lost': ['08006', 'ERROR', 'running', 'unreachable'],
  'a startup parameter that a pooler refuses': ['08P01', 'FATAL', 'connecting', 'rejected'],
  'an unknown state that ends the session': ['XX000', 'FATAL', 'running', 'unreachable'],
  'a state named like a property of every object': ['toString', 'ERROR', 'running', 'rejected'],
};

describe('classifySqlState()', () => {
  it.each(Object.entries(cases))('tells %s', (_, [sqlState, severity, phase, kind]) => {
    expect(classifySqlState({ sqlState, severity }, phase)).toBe(kind);
  });
});
