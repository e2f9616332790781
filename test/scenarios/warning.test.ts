import { describe, expect, it } from 'vitest';
import { fine, type Script, storyPlan, tellStory } from './story.ts';

/** An answer by a certificate with so many days left. */
const withDaysLeft = (daysLeft: number) =>
  fine({
    certificate: {
      subject: 'shop.example',
      issuer: 'Example CA',
      validFrom: '2025-12-01T00:00:00.000Z',
      validTo: '2026-03-01T00:00:00.000Z',
      daysLeft,
    },
  });

describe.each(['n+2', 'field-2026'] as const)('a warning, with evaluation range "%s"', (evaluationRange) => {
  it('slow for three minutes: told to those who hear of warnings, and resolved', async () => {
    const script: Script = ({ minute }) => fine({ phases: { totalMs: minute >= 5 && minute < 9 ? 800 : 40 } });
    expect((await tellStory({ minutes: 20, evaluationRange, script })).lines).toEqual([
      '12:09:40 chat: WARNING shop prod: web is slow since 12:08 (UTC)',
      '12:15:10 chat: RESOLVED shop prod: web was slow for 2 minutes, OK since 12:10 (UTC)',
    ]);
  });

  it('slow for two minutes only: silence', async () => {
    const script: Script = ({ minute }) => fine({ phases: { totalMs: minute >= 5 && minute < 7 ? 800 : 40 } });
    expect((await tellStory({ minutes: 15, evaluationRange, script })).lines).toEqual([]);
  });

  it('certificate: each step of the ladder is told once, to those who hear of its severity', async () => {
    const script: Script = ({ minute }) => withDaysLeft(minute < 5 ? 31 : minute < 10 ? 29 : minute < 15 ? 13 : 6);
    expect((await tellStory({ minutes: 20, evaluationRange, script })).lines).toEqual([
      '12:08:40 engineering: INFO shop prod: certificate of web expires in less than 30 days, since 12:07 (UTC)',
      '12:13:40 chat: WARNING shop prod: certificate of web expires in less than 14 days, since 12:12 (UTC)',
      '12:17:10 last-resort (backstop): ALARM: "shop-prod/endpoint/web/certificate-7d" in EU (Frankfurt)',
      '12:17:10 engineering: CRITICAL shop prod: certificate of web expires in less than 7 days, since 12:17 (UTC)',
      '12:17:10 phone: CRITICAL shop prod: certificate of web expires in less than 7 days, since 12:17 (UTC)',
      '12:17:10 chat: CRITICAL shop prod: certificate of web expires in less than 7 days, since 12:17 (UTC)',
    ]);
  });

  it('certificate that is short-lived at once: the worst step speaks for all, and hears of the end', async () => {
    const script: Script = ({ minute }) => withDaysLeft(minute >= 5 && minute < 10 ? 13 : 90);
    expect((await tellStory({ minutes: 20, evaluationRange, script })).lines).toEqual([
      '12:08:40 chat: WARNING shop prod: certificate of web expires in less than 14 days, since 12:07 (UTC)',
      '12:16:10 chat: RESOLVED shop prod: certificate of web was renewed, OK since 12:11 (UTC)',
    ]);
  });

  it('certificate not watched: silence', async () => {
    const plan = storyPlan({ endpoints: { web: { alarms: { certificate: false } } } });
    expect((await tellStory({ minutes: 10, evaluationRange, plan, script: () => withDaysLeft(2) })).lines).toEqual([]);
  });
});
