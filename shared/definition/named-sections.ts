import type { DefinitionInput } from './definition-schema.ts';

/** What holds no things by name: single values, settings that cascade, and one list. */
type Unnamed =
  | 'service'
  | 'timeZone'
  | 'defaults'
  | 'backstop'
  | 'owner'
  | 'runbook'
  | 'channelTests'
  | 'smsMonthlyLimitUsd';

/** The sections of a definition that hold things by name. */
export type SectionName = Exclude<keyof DefinitionInput, Unnamed>;

/** What there is to know about the names of a section. */
interface NamedSection {
  /** What one of its things is called. */
  readonly one: string;
  /** Whether its names are part of the names of functions, which AWS keeps short. */
  readonly isShort?: true;
}

/** Every section of things with names: the checks of names and references read it. */
export const namedSections: Readonly<Record<SectionName, NamedSection>> = {
  environments: { one: 'environment', isShort: true },
  channels: { one: 'channel' },
  groups: { one: 'group' },
  endpoints: { one: 'endpoint' },
  dashboards: { one: 'dashboard' },
  networks: { one: 'network', isShort: true },
  databases: { one: 'database' },
  kpis: { one: 'KPI' },
  refreshes: { one: 'refresh' },
  calendars: { one: 'calendar' },
  holidays: { one: 'list of holidays' },
  people: { one: 'person' },
  teams: { one: 'team' },
  rotations: { one: 'rotation' },
  policies: { one: 'policy' },
  maintenance: { one: 'maintenance window' },
  runbooks: { one: 'runbook' },
  reports: { one: 'report' },
};

/** The names of the sections, in the order in which their problems are told. */
export const sectionNames = Object.keys(namedSections) as readonly SectionName[];
