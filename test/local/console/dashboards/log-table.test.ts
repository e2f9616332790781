import { describe, expect, it } from 'vitest';
import { tableOfQuery } from '../../../../local/console/dashboards/log-table.ts';
import { samplePlan } from '../fixtures.ts';

describe('tableOfQuery()', () => {
  it('recognises every table that the plan itself puts on a dashboard', () => {
    const widgets = samplePlan.dashboards.flatMap(({ body }) => body.widgets);
    const shown = widgets.flatMap((widget) => (widget.type === 'log' ? [tableOfQuery(widget.properties.query)] : []));
    expect(shown.length).toBeGreaterThan(2);
    expect(shown).toContainEqual({ database: 'orders', table: 'statements' });
    expect(shown).not.toContain(undefined);
  });

  it('leaves every other query to AWS', () => {
    expect(tableOfQuery("SOURCE '/aws/lambda/x' | filter subject = 'kpi/revenue' | stats count(*)")).toBeUndefined();
  });
});
