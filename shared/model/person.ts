import type { SecretRef } from './secret-ref.ts';

/** The ways to reach a person directly; each that a person has is a channel of its own, `<person>/<way>`. */
export const contactKinds = ['sms', 'email'] as const;

export type ContactKind = (typeof contactKinds)[number];

/** Somebody who can be told. */
export interface Person {
  readonly id: string;
  /** As people call them. */
  readonly name: string;
  readonly email?: string;
  /** E.164, or where it is kept. */
  readonly phone?: string | SecretRef;
  /** Member id in Slack (`U012ABCDEF`): messages in a channel mention it. */
  readonly slack?: string;
}

/** People who own things together. */
export interface Team {
  readonly id: string;
  readonly title: string;
  /** Ids of people. */
  readonly people: readonly string[];
}

/** The channel of a person's contact. */
export function contactChannel(person: string, kind: ContactKind): string {
  return `${person}/${kind}`;
}
