import { describe, expect, it } from 'vitest';
import { incidentId } from '../../../../shared/alerting/incident/incident-id.ts';

describe('incidentId()', () => {
  it('is twelve characters, the same for whoever asks, and another for each alarm and moment', () => {
    const ids = [incidentId('web', 1), incidentId('web', 1), incidentId('web', 2), incidentId('größe 🔥', 1)];
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{12}$/);
  });
});
