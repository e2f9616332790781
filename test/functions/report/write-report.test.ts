import { describe, expect, it } from 'vitest';
import type { ReportEvent } from '../../../functions/report/report-event.ts';
import type { ReportPorts } from '../../../functions/report/report-ports.ts';
import { writeReport } from '../../../functions/report/write-report.ts';
import type { SendOutcome } from '../../../shared/model/send-outcome.ts';
import { reportConfig } from '../../../shared/plan/report-config.ts';
import { sampleFinding } from '../../support/report-samples.ts';
import { samplePlan } from '../../support/sample-plan.ts';

const database = {
  kind: 'postgres',
  host: 'db.shop.example',
  database: 'orders',
  health: { user: 'dbhealth', password: { secret: 'orders/health' } },
  kpi: { user: 'dbkpi', password: { secret: 'orders/kpi' } },
};
const plan = samplePlan({
  databases: { orders: { ...database, title: 'Orders' } },
  kpis: { mrr: { database: 'orders', sql: 'SELECT 1', unit: 'EUR', every: '10m', target: 100, title: 'Revenue' } },
  reports: {
    daily: { every: 'day', to: ['engineering'] },
    brief: { every: 'week', to: [], sections: ['cost'] },
  },
});
const config = reportConfig(plan);

/** Tuesday 13 January 2026, 08:00 in Zurich. */
const nowMs = Date.UTC(2026, 0, 13, 7);
const dayFromMs = Date.UTC(2026, 0, 11, 23);

interface Told {
  readonly channel: string;
  readonly subject?: string;
  readonly message: string;
}

/** Ports that answer with one of everything, with what a test changes. */
function makePorts(change: Partial<ReportPorts> = {}, outcomes: readonly SendOutcome[] = []) {
  const [told, stored, reads]: [
    Told[],
    { id: string; name: string; html: string }[],
    { stat: string; fromMs: number }[],
  ] = [[], [], []];
  const values: Readonly<Record<string, number>> = { Average: 0.5, SampleCount: 1, Minimum: 0, Maximum: 1 };
  const rest = [...outcomes];
  const ports: ReportPorts = {
    config,
    clock: { now: () => nowMs },
    timer: { wait: (ms) => (ms > 60_000 ? new Promise(() => undefined) : Promise.resolve()) },
    history: {
      async read({ stat, fromMs, metric }) {
        reads.push({ stat, fromMs });
        const value = metric.name === 'KpiValue' ? 120 : (values[stat] ?? 0);
        return fromMs < dayFromMs && metric.name === 'Down' ? [] : [{ timestampMs: fromMs, value }];
      },
    },
    alarmChanges: {
      async between() {
        const [alarm] = config.alarms;
        const change = { alarmName: alarm?.name ?? '', from: 'OK', to: 'ALARM', atMs: dayFromMs + 3_600_000 } as const;
        return { changes: [change] };
      },
    },
    findings: {
      between: async () => [{ finding: sampleFinding(), times: 2, firstAtMs: dayFromMs, lastAtMs: dayFromMs }],
    },
    store: {
      async put(report) {
        stored.push(report);
        return { url: 'https://reports.example/1', endsAtMs: nowMs + 3_600_000, isCertain: true };
      },
    },
    publisher: {
      async publish(publication) {
        told.push(publication);
        return rest.shift() ?? { result: 'delivered' };
      },
    },
    ...change,
  };
  return { ports, told, stored, reads };
}

const write = (event: ReportEvent, ports: ReportPorts) => writeReport(event, 120_000, ports);
const scheduled: ReportEvent = { report: 'daily', scheduledAt: '2026-01-13T07:00:00Z' };

describe('writeReport()', () => {
  it('stores the document, and sends its text with a link to every channel', async () => {
    const { ports, told, stored } = makePorts();
    const written = await write(scheduled, ports);
    expect(written).toMatchObject({ report: 'daily', told: ['engineering'], problems: [], link: { isCertain: true } });
    expect(stored).toMatchObject([{ id: 'daily', name: '2026-01-12' }]);
    expect(stored[0]?.html).toContain('Monday 12 January 2026');
    expect(told).toMatchObject([{ channel: 'engineering', subject: written.subject, message: written.body }]);
    for (const text of [
      'https://reports.example/1',
      'Revenue: 120 EUR',
      'target 100 EUR, reached',
      'Orders has blocked queries (2 times)',
      'custom metrics',
    ]) {
      expect(written.body).toContain(text);
    }
    expect(written.body).toMatch(/CRITICAL .+\n {2}12 Jan, 01:00, still open after 23 hours/);
  });

  it('asks for the day that has ended and the one before', async () => {
    const { ports, reads } = makePorts();
    await write(scheduled, ports);
    expect([...new Set(reads.filter(({ stat }) => stat === 'SampleCount').map(({ fromMs }) => fromMs))].sort()).toEqual(
      [dayFromMs - 86_400_000, dayFromMs],
    );
  });

  it('reports until now, and tells nobody, where a person asks so', async () => {
    const { ports, told, stored } = makePorts();
    const written = await write({ report: 'daily', period: 'until-now', send: false }, ports);
    expect([told, written.told]).toEqual([[], []]);
    expect(stored).toMatchObject([{ name: '2026-01-12-until-now' }]);
    expect(written.body).toContain('12 Jan, 08:00, to 13 Jan, 08:00');
  });

  it('has the sections that are wanted', async () => {
    const { body } = await write({ report: 'brief', send: false }, makePorts().ports);
    expect(body.match(/^[A-Z ]{4,}$/gm)).toEqual(['MONTHLY COST']);
  });

  const failing = async () => {
    throw new Error('Access denied\nand a second line');
  };
  const [kpis, endpoints] = [config.kpis.length, config.endpoints.length];
  const failures: readonly (readonly [string, Partial<ReportPorts>, string])[] = [
    [
      'metrics',
      { history: { read: failing } },
      `Uptime is unknown for ${endpoints} of ${endpoints} endpoints: Access denied`,
    ],
    ['metrics', { history: { read: failing } }, `${kpis} of ${kpis} numbers could not be read: Access denied`],
    ['alarms', { alarmChanges: { between: failing } }, 'Incidents are unknown: Access denied'],
    ['findings', { findings: { between: failing } }, 'Findings are unknown: Access denied'],
    ['store', { store: { put: failing } }, 'The whole report could not be stored: Access denied'],
    [
      'history',
      { alarmChanges: { between: async () => ({ changes: [], knownFromMs: dayFromMs + 3_600_000 }) } },
      'Incidents from before 12 Jan, 01:00 are not known any more',
    ],
  ];
  for (const [what, change, sentence] of failures) {
    it(`is sent with a sentence where ${what} cannot be had: ${sentence}`, async () => {
      const { ports, told } = makePorts(change);
      const { problems } = await write(scheduled, ports);
      expect(problems).toContain(sentence);
      expect(told[0]?.message).toContain(`! ${sentence}.`);
    });
  }

  it('is sent without what never answers', async () => {
    const over = Promise.withResolvers<void>();
    const timer: ReportPorts['timer'] = { wait: (ms) => (ms > 60_000 ? over.promise : Promise.resolve()) };
    const { ports, told } = makePorts({ timer, findings: { between: () => new Promise(() => undefined) } });
    const writing = write(scheduled, ports);
    over.resolve();
    await writing;
    expect(told[0]?.message).toContain('! Findings are unknown: no answer within 105 s.');
  });

  it('tries a topic again that may take it later', async () => {
    const { ports, told } = makePorts({}, [{ result: 'retry', problem: 'Throttled' }]);
    expect((await write(scheduled, ports)).told).toEqual(['engineering']);
    expect(told).toHaveLength(2);
  });

  it.each([
    ['retry', 3],
    ['rejected', 1],
  ] as const)('throws after a channel answered "%s" for good', async (result, tries) => {
    const outcomes = Array<SendOutcome>(3).fill({ result, problem: 'SNS says no' });
    const { ports, told } = makePorts({}, outcomes);
    await expect(write(scheduled, ports)).rejects.toThrow(
      'Cannot send report "daily" to all its channels: "engineering": SNS says no',
    );
    expect(told).toHaveLength(tries);
  });

  const mistakes: readonly (readonly [unknown, string])[] = [
    [[], 'Cannot read the event: must be an object such as {"report":"weekly"}'],
    [{}, 'Cannot write report "undefined": there is none of that name'],
    [{ report: 'dayly' }, 'Cannot write report "dayly": there is none of that name; did you mean "daily"?'],
    [{ report: 'daily', sned: true }, 'Cannot read the event: no field "sned" is known; did you mean "send"?'],
    [{ report: 'daily', send: 'no' }, 'Cannot read the event: "send" must be true or false'],
    [{ report: 'daily', period: 'week' }, 'Cannot read the event: "period" must be "ended" or "until-now"'],
    [{ report: 'daily', scheduledAt: 'noon' }, 'Cannot read scheduledAt: "noon" is no time'],
  ];
  for (const [event, message] of mistakes) {
    it(`refuses ${JSON.stringify(event)}`, async () => {
      await expect(write(event as ReportEvent, makePorts().ports)).rejects.toThrow(message);
    });
  }
});
