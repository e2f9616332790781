import { describe, expect, it } from 'vitest';
import { createApiClient } from '../../../../local/console/state/api-client.ts';

function clientAnswering(status: number, body: string) {
  const asked: string[] = [];
  const client = createApiClient(async (input, init) => {
    asked.push(`${init?.method ?? 'GET'} ${String(input)} ${String(init?.body ?? '')}`.trim());
    return new Response(body, { status });
  });
  return { client, asked };
}

describe('createApiClient()', () => {
  it('escapes ids that hold slashes', async () => {
    const { client, asked } = clientAnswering(200, '{}');
    await client.loadAlarm('endpoint/web/down');
    expect(asked).toEqual(['GET /api/alarms/endpoint%2Fweb%2Fdown']);
  });

  it('asks for a database, a KPI and a new report by their ids', async () => {
    const { client, asked } = clientAnswering(200, '{}');
    await Promise.all([client.loadDatabase('orders/eu'), client.loadKpi('revenue'), client.writeReport('weekly')]);
    expect(asked).toEqual(['GET /api/databases/orders%2Feu', 'GET /api/kpis/revenue', 'POST /api/reports/weekly {}']);
  });

  it('posts a fault as JSON', async () => {
    const { client, asked } = clientAnswering(200, '{}');
    await client.setFault('slow', true);
    expect(asked).toEqual(['POST /api/target/faults/slow {"active":true}']);
  });

  it('acts on incidents, begins drills and asks for routes', async () => {
    const { client, asked } = clientAnswering(200, '{}');
    await client.actOnIncident('k3j9', { action: 'acknowledge', by: 'Ada', seenActions: 2 });
    await client.drill('endpoint/web/down', { by: 'Ada', forMs: 60_000 });
    await Promise.all([client.loadIncident('k3j9'), client.loadRoutes(), client.loadRoutes(7)]);
    await client.loadRoute('endpoint/web/down');
    expect(asked).toEqual([
      'POST /api/incidents/k3j9/actions {"action":"acknowledge","by":"Ada","seenActions":2}',
      'POST /api/alarms/endpoint%2Fweb%2Fdown/drill {"by":"Ada","forMs":60000}',
      'GET /api/incidents/k3j9',
      'GET /api/routes',
      'GET /api/routes?at=7',
      'GET /api/routes/endpoint%2Fweb%2Fdown',
    ]);
  });

  it.each([
    ['the sentence of the server', 404, '{"error":"Cannot find endpoint \\"x\\""}', 'Cannot find endpoint "x"'],
    [
      'the status where there is no sentence',
      502,
      '<html>',
      'Cannot read "/api/endpoints/x": the server answered 502, must be 200',
    ],
  ])('rejects with %s', async (_, status, body, message) => {
    await expect(clientAnswering(status, body).client.loadEndpoint('x')).rejects.toThrow(message);
  });
});
