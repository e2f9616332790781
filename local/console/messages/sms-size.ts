import { countSeptets, segmentSeptets } from '../../../shared/channels/gsm7.ts';

/** How much of one SMS a text fills. */
export interface SmsSize {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Septets in GSM-7, UTF-16 units in UCS-2: what the segment limit counts. */
  readonly used: number;
  /** What fits into one segment of this encoding. */
  readonly limit: number;
  readonly segments: number;
}

/** 3GPP TS 23.038 and 23.040: 160 septets or 70 UCS-2 units in one segment, 153 or 67 in each where there are more. */
export function measureSms(text: string): SmsSize {
  const septets = countSeptets(text);
  if (septets === undefined) return sizeOf('UCS-2', text.length, 70, 67);
  return sizeOf('GSM-7', septets, segmentSeptets, 153);
}

function sizeOf(encoding: SmsSize['encoding'], used: number, limit: number, perSegment: number): SmsSize {
  return { encoding, used, limit, segments: used <= limit ? 1 : Math.ceil(used / perSegment) };
}
