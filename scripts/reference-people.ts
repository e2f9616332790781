import { channelKinds } from '../shared/channels/registry.ts';
import { holidaysField } from '../shared/definition/calendar-settings.ts';
import {
  channelTestDefaults,
  maintenanceField,
  personField,
  policyDefaults,
  policyField,
  rotationDefaults,
  rotationField,
  routingFields,
  runbookField,
  teamField,
} from '../shared/definition/people-settings.ts';
import { code, table } from './markdown-table.ts';

/** What is looked at of a schema. */
interface Described {
  readonly _zod: { readonly def: { readonly shape?: object; readonly options?: readonly Described[] } };
}

/** The fields of each form that a thing may be written in; a list has none. */
function formsOf(field: object): readonly (readonly string[])[] {
  const { shape, options = [] } = (field as Described)._zod.def;
  return shape === undefined ? options.flatMap(formsOf) : [Object.keys(shape)];
}

const sections: Readonly<Record<string, object>> = {
  people: personField,
  teams: teamField,
  rotations: rotationField,
  policies: policyField,
  maintenance: maintenanceField,
  runbooks: runbookField,
  holidays: holidaysField,
};

/** The sections about people and the fields of what they hold, one row per form. */
export function describePeople(): string {
  const rows = Object.entries(sections).flatMap(([section, field]) => {
    const forms = formsOf(field).map((fields) => fields.map(code).join(', '));
    return (forms.length === 0 ? ['a list of days'] : forms).map((fields) => [code(section), fields]);
  });
  const alerts = Object.keys(routingFields).map(code).join(', ');
  return `${table(['section', 'fields'], rows)}\n\nWherever alerts come from, these decide who is told: ${alerts}, \`runbook\`; endpoints, databases and KPIs also have \`dependsOn\`.`;
}

/** What applies to people, rotations and policies where nothing is written, as rows of a table. */
export function listPeopleDefaults(): readonly (readonly string[])[] {
  const { turn, turns, on, at } = rotationDefaults;
  const { recovery, digestAt, digestOn } = policyDefaults;
  const settings = {
    ...{ 'rotations.*.turn': turn, 'rotations.*.turns': turns },
    ...{ 'rotations.*.handover.on': on, 'rotations.*.handover.at': at },
    ...{ 'policies.*.recovery': recovery, 'policies.*.digest.on': digestOn, 'policies.*.digest.at': digestAt },
    ...{ 'channelTests.on': channelTestDefaults.on, 'channelTests.at': channelTestDefaults.at },
  };
  return Object.entries(settings).map(([name, value]) => [code(name), code(JSON.stringify(value))]);
}

/** Kinds of channel, and what the router makes of each. */
export function describeChannelKinds(): string {
  const yes = (is: boolean): string => (is ? 'yes' : 'no');
  return table(
    ['kind', 'fields', 'ends with a person', 'can be the backstop'],
    Object.values(channelKinds).map(({ kind, fields, endsWithPerson, isNative }) => [
      code(kind),
      Object.keys(fields).map(code).join(', '),
      yes(endsWithPerson),
      yes(isNative),
    ]),
  );
}
