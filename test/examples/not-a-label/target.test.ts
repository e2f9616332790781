import { describe, expect, it } from 'vitest';
import { startTarget } from '../../../examples/not-a-label/target.ts';
import { describeTarget } from '../describe-target.ts';
import { start, type TargetUnderTest } from '../target-under-test.ts';

describeTarget({
  name: 'not-a-label',
  startTarget,
  healthyPath: '/api/health',
  faultIds: [
    'auth-down',
    'ai-slow',
    'payments-failing',
    'api-errors',
    'certificate-expiring',
    'certificate-expired',
    'down',
  ],
  expiredCertificateFault: 'certificate-expired',
});

const HEALTHY = { '/': 200, '/api/health': 200, '/api/auth/verify': 200, '/api/ai/status': 200 };

describe.each(['http', 'https'] as const)('the music platform over %s', (scheme) => {
  const statusesOf = async ({ statusOf }: TargetUnderTest) => ({
    '/': await statusOf(scheme, '/'),
    '/api/health': await statusOf(scheme, '/api/health'),
    '/api/auth/verify': await statusOf(scheme, '/api/auth/verify'),
    '/api/ai/status': await statusOf(scheme, '/api/ai/status'),
  });

  it('answers on its four endpoints', async () => {
    const platform = await start(startTarget);
    expect(await statusesOf(platform)).toEqual(HEALTHY);
    expect((await platform.get(scheme, '/')).body).toContain('Not a Label');
    for (const path of ['/api/health', '/api/auth/verify', '/api/ai/status']) {
      expect(JSON.parse((await platform.get(scheme, path)).body), path).toMatchObject({ status: 'ok' });
    }
    expect(platform.waitedMs).toEqual([]);
  });

  it.each([
    ['auth-down', { ...HEALTHY, '/api/auth/verify': 503 }],
    ['api-errors', { ...HEALTHY, '/api/health': 503, '/api/auth/verify': 500, '/api/ai/status': 500 }],
  ])('breaks what "%s" says, and heals', async (fault, broken) => {
    const platform = await start(startTarget);
    await platform.target.setFault(fault, true);
    expect(await statusesOf(platform)).toEqual(broken);
    await platform.target.setFault(fault, false);
    expect(await statusesOf(platform)).toEqual(HEALTHY);
  });

  it('takes 2.5 seconds to tell the AI service\'s status under "ai-slow", and for nothing else', async () => {
    const platform = await start(startTarget);
    await platform.target.setFault('ai-slow', true);
    expect(await statusesOf(platform)).toEqual(HEALTHY);
    expect(platform.waitedMs).toEqual([2_500]);
    await platform.target.setFault('ai-slow', false);
    expect(await statusesOf(platform)).toEqual(HEALTHY);
    expect(platform.waitedMs).toHaveLength(1);
  });
});

describe('the music platform', () => {
  it('has 20 days left on its certificate under "certificate-expiring", and works', async () => {
    const { target, statusOf, readDaysLeft } = await start(startTarget);
    expect(await readDaysLeft()).toBe(60);
    await target.setFault('certificate-expiring', true);
    expect(await readDaysLeft()).toBe(20);
    expect(await statusOf('https', '/')).toBe(200);
    await target.setFault('certificate-expiring', false);
    expect(await readDaysLeft()).toBe(60);
  });
});

describe('the numbers of the platform', () => {
  it('are on one page, and show that payments fail', async () => {
    const { target, get } = await start(startTarget);
    const read = async () => JSON.parse((await get('http', '/api/stats')).body);
    expect(await read()).toMatchObject({ revenueToday: 1_840.5, paymentErrorsLastHour: 0 });
    await target.setFault('payments-failing', true);
    expect(await read()).toMatchObject({ revenueToday: 0, paymentErrorsLastHour: 17 });
  });
});
