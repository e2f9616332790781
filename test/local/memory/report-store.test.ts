import { describe, expect, it } from 'vitest';
import { createMemoryReportStore } from '../../../local/memory/report-store.ts';

describe('createMemoryReportStore()', () => {
  it('keeps the newest of each report, behind a link to the console that does not end', async () => {
    let nowMs = 1;
    const store = createMemoryReportStore({ now: () => nowMs, consoleUrl: () => 'http://127.0.0.1:4600' });
    expect(store.latest('weekly')).toBeUndefined();
    const link = await store.put({ id: 'weekly', name: '2026-01-05', html: 'old' });
    nowMs = 2;
    await store.put({ id: 'weekly', name: '2026-01-12', html: 'new' });
    expect(store.latest('weekly')).toEqual({ html: 'new', writtenAtMs: 2 });
    expect(link).toEqual({ url: 'http://127.0.0.1:4600/api/reports/weekly/html', isCertain: true });
  });
});
