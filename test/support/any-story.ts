import fc from 'fast-check';

/** What the plan of stories has besides `incidentPlan`: a child of a child, a policy that waits, and planned work. */
export const storyPlan = {
  endpoints: {
    cart: {
      kind: 'http',
      url: 'https://cart.shop.example/',
      alarms: { down: { when: '2 of 2' } },
      dependsOn: ['shop'],
    },
    jobs: {
      kind: 'http',
      url: 'https://jobs.shop.example/',
      alarms: { down: { when: '2 of 2', severity: 'warning', policy: 'patient' } },
    },
  },
  policies: {
    patient: {
      steps: [
        { after: '10m', notify: ['chat'], during: 'office' },
        { after: '30m', notify: ['engineering'] },
      ],
      repeat: '2h',
    },
  },
  maintenance: {
    upgrade: {
      from: '2026-03-27T03:00',
      until: '2026-03-27T05:00',
      of: ['shop', 'blog', 'feed'],
      reason: 'new database',
    },
  },
} as const;

/** The alarms that stories are about. */
export const storyAlarms = [
  'endpoint/balancer/down',
  'endpoint/shop/down',
  'endpoint/blog/down',
  'endpoint/feed/down',
  'endpoint/cart/down',
  'endpoint/jobs/down',
] as const;

/** Channels that may break. */
const breakable = ['chat', 'ada/sms', 'grace/sms', 'engineering', 'last-resort'] as const;

export type StoreTrouble = 'conflict' | 'unread' | 'unwritten' | 'unanswered';

/** One thing that happens in a story. */
export type StoryEvent =
  /** An alarm changes; SNS brings it `copies` times, `lateMinutes` later, out of order with others. */
  | {
      readonly what: 'change';
      readonly alarm: (typeof storyAlarms)[number];
      readonly copies: number;
      readonly lateMinutes: number;
      /** Whatever else calls the router at the same moment. */
      readonly beside: readonly ('sweep' | 'wake' | 'copy')[];
    }
  | { readonly what: 'pass'; readonly minutes: number }
  | { readonly what: 'act'; readonly action: 'acknowledge' | 'resolve' | 'silence'; readonly pick: number }
  | { readonly what: 'break' | 'mend'; readonly channel: (typeof breakable)[number] }
  /** The next calls of the store fail: somebody else was faster, or it does not answer before or after it wrote. */
  | {
      readonly what: 'trouble';
      readonly kind: StoreTrouble;
      readonly calls: number;
    }
  /** The next wake-ups are lost, or come twice. */
  | { readonly what: 'wake-ups'; readonly become: 'lost' | 'doubled' | 'normal' };

const change = fc.record({
  what: fc.constant('change' as const),
  alarm: fc.constantFrom(...storyAlarms),
  copies: fc.integer({ min: 1, max: 3 }),
  lateMinutes: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }) },
  ),
  beside: fc.array(fc.constantFrom('sweep' as const, 'wake' as const, 'copy' as const), { maxLength: 3 }),
});
const pass = fc.record({
  what: fc.constant('pass' as const),
  minutes: fc.oneof(
    fc.integer({ min: 1, max: 10 }),
    fc.integer({ min: 10, max: 300 }),
    fc.integer({ min: 300, max: 2_000 }),
  ),
});
const act = fc.record({
  what: fc.constant('act' as const),
  action: fc.constantFrom('acknowledge' as const, 'resolve' as const, 'silence' as const),
  pick: fc.nat(20),
});
const way = fc.record({
  what: fc.constantFrom('break' as const, 'mend' as const),
  channel: fc.constantFrom(...breakable),
});
const trouble = fc.record({
  what: fc.constant('trouble' as const),
  kind: fc.constantFrom('conflict' as const, 'unread' as const, 'unwritten' as const, 'unanswered' as const),
  calls: fc.integer({ min: 1, max: 4 }),
});
const wakeUps = fc.record({
  what: fc.constant('wake-ups' as const),
  become: fc.constantFrom('lost' as const, 'doubled' as const, 'normal' as const),
});

/** Any story: alarms that come and go, told late and twice, people who act, ways and stores that break, clocks that fail. */
export const anyStory: fc.Arbitrary<readonly StoryEvent[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: change },
    { weight: 6, arbitrary: pass },
    { weight: 2, arbitrary: act },
    { weight: 2, arbitrary: way },
    { weight: 1, arbitrary: trouble },
    { weight: 1, arbitrary: wakeUps },
  ),
  { minLength: 1, maxLength: 30, size: 'max' },
);
