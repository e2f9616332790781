import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../shared/model/incident.ts';
import { anyStory } from '../support/any-story.ts';
import { playStory } from '../support/play-story.ts';

/** What happened to one incident at one channel, in order. */
function toldOf({ timeline }: Incident, channel: string) {
  return timeline.flatMap((entry) => (entry.what === 'told' && entry.channel === channel ? [entry] : []));
}

const channelsOf = ({ timeline }: Incident): readonly string[] => [
  ...new Set(timeline.flatMap((entry) => (entry.what === 'told' ? [entry.channel] : []))),
];

describe('whatever happens', () => {
  it('the contract holds', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyStory, async (events) => {
        const { world, incidents, hadTrouble } = await playStory(events);
        const lost = new Set(
          world.letters.flatMap((letter) =>
            letter.type === 'failed-delivery' ? [`${letter.delivery.incident} ${letter.delivery.channel}`] : [],
          ),
        );
        for (const incident of incidents) {
          expectEnd(incident);
          expectClosings(incident, { lost, hadTrouble });
          expectSomebodyTold(incident, lost);
          expectCriticalNotHeld(incident);
        }
        expectOneAtATime(incidents);
      }),
      { numRuns: Number(process.env.INVARIANT_RUNS ?? 60), endOnFailure: false },
    );
  });
});

/** Everything is over in the end, and nothing waits any more. */
function expectEnd(incident: Incident): void {
  expect(incident).toMatchObject({ phase: 'resolved', tells: [] });
  expect(incident).not.toHaveProperty('summaryDueMs');
}

/**
 * Whoever was told that it opened is told once that it closed, and nothing afterwards; or that is a dead letter. Twice only where
 * nobody could remember that it was told.
 */
function expectClosings(
  incident: Incident,
  { lost, hadTrouble }: { readonly lost: ReadonlySet<string>; readonly hadTrouble: boolean },
): void {
  for (const channel of channelsOf(incident)) {
    const delivered = toldOf(incident, channel).filter(({ result }) => result === 'delivered');
    if (delivered.length === 0) continue;
    const isSummedUp = delivered.every(({ tell }) => tell === 'summary');
    const closings = delivered.filter(({ tell }) => tell === 'closing');
    const isLost = lost.has(`${incident.id} ${channel}`);
    if (isSummedUp) expect(hadTrouble || delivered.length <= 2).toBe(true);
    else if (hadTrouble) expect(isLost || closings.length > 0).toBe(true);
    else
      expect(`${channel}: ${closings.length} closings`).toBe(
        `${channel}: ${isLost && closings.length === 0 ? 0 : 1} closings`,
      );
    if (closings.length > 0) expect(delivered.at(-1)?.tell).toBe('closing');
  }
}

/** An incident was told to somebody, or is in the dead letters, or another one lists it. */
function expectSomebodyTold(incident: Incident, lost: ReadonlySet<string>): void {
  const wasTold = incident.timeline.some((entry) => entry.what === 'told' && entry.result === 'delivered');
  const wasLost = channelsOf(incident).some(
    (channel) => lost.has(`${incident.id} ${channel}`) || incident.hold !== undefined,
  );
  const isExplained = incident.hold?.reason.kind === 'dependency';
  const wasActedOn = incident.actions > 0;
  // Over before the first step of a policy that waits.
  const wasShort = incident.stepsDone === 0 && incident.policy === 'patient';
  expect({ id: incident.id, known: wasTold || wasLost || isExplained || wasActedOn || wasShort }).toEqual({
    id: incident.id,
    known: true,
  });
}

/** Hours and digests hold nothing that is critical. */
function expectCriticalNotHeld({ severity, timeline }: Incident): void {
  if (severity !== 'critical') return;
  const holds = timeline.flatMap((entry) => (entry.what === 'held' ? [entry.by.kind] : []));
  expect(holds.filter((kind) => kind === 'calendar' || kind === 'digest')).toEqual([]);
}

/** Incidents of one alarm follow each other. */
function expectOneAtATime(incidents: readonly Incident[]): void {
  for (const own of Map.groupBy(incidents, ({ alarm }) => alarm).values()) {
    const sorted = own.toSorted((a, b) => a.openedAtMs - b.openedAtMs);
    sorted.slice(1).forEach((next, index) => {
      expect(next.openedAtMs).toBeGreaterThan(sorted[index]?.openedAtMs ?? 0);
      // One opens only after the one before was resolved, whenever its news came.
      expect(next.timeline.at(-1)?.atMs).toBeGreaterThanOrEqual(
        sorted[index]?.resolved?.atMs ?? Number.POSITIVE_INFINITY,
      );
    });
  }
}
