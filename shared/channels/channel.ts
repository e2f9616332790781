import type * as z from 'zod/mini';
import type { AlertMessage } from '../model/alert-message.ts';
import type { ChannelContent } from '../model/channel-content.ts';
import type { SecretRef } from '../model/secret-ref.ts';

/** What the router must be able to do for a channel. */
export interface ChannelNeeds {
  readonly secrets: readonly SecretRef[];
  /** Texts straight to a number. */
  readonly sendsSms: boolean;
}

/** What a test message says. */
export interface ChannelTestFacts {
  readonly service: string;
  readonly environment: string;
  readonly channel: string;
  readonly nowMs: number;
  readonly timeZone: string;
}

/**
 * How a channel is tested: by asking SNS for confirmed subscribers, or by sending something. `isQuiet`: people see nothing
 * of it, so that it can be done every day.
 */
export type ChannelTest =
  | { readonly how: 'subscriptions' }
  | { readonly how: 'send'; readonly isQuiet: boolean; compose(facts: ChannelTestFacts): ChannelContent };

/** What is wrong with fields that are each well formed, and what to write instead. */
export interface SpecObjection {
  readonly message: string;
  readonly hint: string;
}

/**
 * One kind of channel: what the user may write, and how a message looks there. A new kind is one such object in one file,
 * and one line in the registry.
 */
export interface ChannelKind<Kind extends string, Shape extends Readonly<Record<string, z.core.$ZodType>>> {
  readonly kind: Kind;
  readonly fields: Shape;
  /** What contradicts itself between the fields; absent where nothing can. */
  object?(spec: z.output<z.ZodMiniObject<Shape>>): SpecObjection | undefined;
  /** True where SNS itself delivers, so that the channel can be a backstop. */
  readonly isNative: boolean;
  /** SNS protocol and addresses of the native subscriptions, for channels that SNS delivers. */
  subscriptions(
    spec: z.output<z.ZodMiniObject<Shape>>,
  ): readonly { readonly protocol: 'email' | 'sms'; readonly address: string }[];
  /** True where it rings for a person: a route should end with one. A room full of people is none. */
  readonly endsWithPerson: boolean;
  /** False where it is only told of openings, reminders and ends. */
  readonly hearsAcknowledgements: boolean;
  /** What sending takes besides publishing to its own topic; infra grants it to the router. */
  needs(spec: z.output<z.ZodMiniObject<Shape>>): ChannelNeeds;
  /**
   * Pure. `thread` is what the vendor called the first message about the same incident, where it gives messages names. The
   * message is clean (`composeContent` sees to it): one line per field, bounded, without credentials.
   */
  compose(message: AlertMessage, spec: z.output<z.ZodMiniObject<Shape>>, thread?: string): ChannelContent;
  /** Changes the first message of a thread to what is true now; undefined, or absent, where messages cannot be changed. */
  revise?(message: AlertMessage, spec: z.output<z.ZodMiniObject<Shape>>, thread: string): ChannelContent | undefined;
  /** How this very channel is tested: one kind may have forms that differ in it. */
  test(spec: z.output<z.ZodMiniObject<Shape>>): ChannelTest;
}
