import type { FaultDefinition } from '../faults.ts';
import { HEALTHY_SITE, type SiteConditions } from '../site.ts';

/** How the music platform is doing. */
export interface PlatformConditions extends SiteConditions {
  /** When true, everything under `/api/` fails. */
  readonly failing: boolean;
  /** When false, the auth service cannot be reached. */
  readonly authReachable: boolean;
  /** When true, the payment gateway refuses every payment. */
  readonly gatewayFailing: boolean;
  /** What the AI service takes, over the moment it really needs. */
  readonly aiDelayMs: number;
}

/** The platform on a good day. */
export const HEALTHY_PLATFORM: PlatformConditions = {
  ...HEALTHY_SITE,
  failing: false,
  authReachable: true,
  gatewayFailing: false,
  aiDelayMs: 0,
};

/** The ways in which the platform can be broken; of the two about the certificate the worse comes last, so that it wins. */
export const PLATFORM_FAULTS: readonly FaultDefinition<PlatformConditions>[] = [
  {
    id: 'auth-down',
    title: 'Auth service down',
    description: 'Verifying a session answers 503. Nothing else is touched.',
    effect: { authReachable: false },
  },
  {
    id: 'ai-slow',
    title: 'AI service slow',
    description: 'The AI service takes 2.5 seconds longer to answer.',
    effect: { aiDelayMs: 2_500 },
  },
  {
    id: 'payments-failing',
    title: 'Payments failing',
    description: 'The payment gateway refuses every payment: no revenue, 17 errors in the last hour.',
    effect: { gatewayFailing: true },
  },
  {
    id: 'api-errors',
    title: 'API errors',
    description: 'The auth and AI services answer 500 and the health check 503. The main site still works.',
    effect: { failing: true },
  },
  {
    id: 'certificate-expiring',
    title: 'Certificate expiring',
    description: 'The HTTPS certificate has 20 days left.',
    effect: { certificateDaysLeft: 20 },
  },
  {
    id: 'certificate-expired',
    title: 'Certificate expired',
    description: 'The HTTPS certificate expired 2 days ago. Plain HTTP still works.',
    effect: { certificateDaysLeft: -2 },
  },
  {
    id: 'down',
    title: 'Down',
    description: 'Nothing listens: connections are refused.',
    effect: { listening: false },
  },
];
