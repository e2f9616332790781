import fc from 'fast-check';
import type { AlertMessage } from '../../shared/model/alert-message.ts';
import { severities } from '../../shared/model/severity.ts';

/** Pieces that have broken somebody's alert: markup, mentions, invisible and directional characters, half a character. */
const nasty = [
  '<script>alert(1)</script>',
  '<!channel>',
  '<https://shop.example|click>',
  '&amp;&lt;',
  '\u202Egnp.exe',
  '\u200B\u200D\uFEFF',
  '\uD83D',
  '👩‍👩‍👧‍👦🇨🇭🔥',
  'Zürich – „Größe“ …',
  '注文システム',
  'Здравствуйте',
  '[]{}\\^~|€`',
  '\r\n\t\u0000\u001B[31m\u2028',
  '%0d%0aBcc: x',
];

const word = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);
const text = fc.oneof(
  { weight: 4, arbitrary: fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 500, max: 5_000 })
      .chain((length) => fc.constantFrom('x', 'é', '注', '<', '& ', '€', '🔥', '"').map((unit) => unit.repeat(length))),
  },
);
const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  text,
  fc.constant('javascript:alert(1)'),
  fc.constant(`https://wiki.shop.example/?q=${'&'.repeat(1_500)}`),
);
const timeMs = fc.integer({ min: 0, max: 4_102_444_800_000 });

const memberId = fc.oneof(fc.constantFrom('U012ABCDEF', 'W012ABCDEF', '!channel', '@here', 'u1', 'U1> <!here'), text);
const step = fc.record({ text, run: text }, { requiredKeys: ['text'] });
const manyTexts = fc.array(text, { maxLength: 120, size: 'max' });

/** Any message at all, however long and strange its texts are. */
export const anyAlert: fc.Arbitrary<AlertMessage> = fc.record(
  {
    key: text,
    status: fc.constantFrom('firing', 'acknowledged', 'resolved', 'summary'),
    severity: fc.constantFrom(...severities),
    service: text,
    environment: text,
    title: text,
    headline: text.map((rest) => `CRITICAL ${rest}`),
    reason: text,
    expected: text,
    actual: text,
    rule: text,
    meaning: text,
    facts: fc.array(fc.record({ label: text, value: text }), { maxLength: 40, size: 'max' }),
    links: fc.array(fc.record({ label: fc.constantFrom('Acknowledge', 'Runbook', 'Dashboard', 'Alarm'), url }), {
      maxLength: 8,
    }),
    alarmName: text,
    changedAtMs: timeMs,
    sinceMs: timeMs,
    toldAtMs: timeMs,
    isDrill: fc.constant(true as const),
    note: text,
    items: manyTexts,
    mentions: fc.array(memberId, { maxLength: 30, size: 'max' }),
    runbookSteps: fc.array(step, { maxLength: 30, size: 'max' }),
    owner: text,
    timeZone: fc.constantFrom('Europe/Zurich', 'America/St_Johns', 'UTC', 'Asia/Kathmandu'),
  },
  {
    requiredKeys: [
      ...([
        'key',
        'status',
        'severity',
        'service',
        'environment',
        'title',
        'headline',
        'reason',
        'rule',
        'meaning',
      ] as const),
      ...(['facts', 'links', 'alarmName', 'changedAtMs', 'timeZone'] as const),
    ],
  },
);
