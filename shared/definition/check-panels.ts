import { checkReference } from './check-reference.ts';
import type { PanelInput } from './dashboard-schema.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import type { SectionName } from './named-sections.ts';
import type { KnownNames } from './sound-part.ts';

type FieldOf<Panel> = Panel extends unknown ? keyof Panel : never;

/** The fields by which panels refer to things, one or many, and where those stand. */
const panelReferences = {
  endpoints: 'endpoints',
  databases: 'databases',
  kpis: 'kpis',
  database: 'databases',
  kpi: 'kpis',
} as const satisfies Partial<Record<FieldOf<PanelInput>, SectionName>>;

function checkPanel(path: string, panel: PanelInput, known: KnownNames): readonly Problem[] {
  const fields = panel as Readonly<Record<string, unknown>>;
  return Object.entries(panelReferences).flatMap(([field, section]) => {
    const value = fields[field];
    const named = typeof value === 'string' ? [[`${path}.${field}`, value] as const] : [];
    const listed = Array.isArray(value) ? value.map((name, index) => [`${path}.${field}.${index}`, name] as const) : [];
    return [...named, ...listed].flatMap(([at, name]) => checkReference(name, { path: at, section, known }));
  });
}

/** Panels of dashboards refer to things that there are. */
export function checkPanels(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  return Object.entries(definition.dashboards ?? {}).flatMap(([dashboard, { panels }]) =>
    panels.flatMap((panel, index) => checkPanel(`dashboards.${dashboard}.panels.${index}`, panel, known)),
  );
}
