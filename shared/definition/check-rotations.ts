import { checkReference } from './check-reference.ts';
import { checkTimeZone } from './check-time-zone.ts';
import { contactsOf } from './contacts-of.ts';
import type { DefinitionInput } from './definition-schema.ts';
import type { Problem } from './explain-issue.ts';
import type { RotationInput, RotationOverrideInput } from './people-settings.ts';
import type { KnownNames } from './sound-part.ts';

type LayerInput = Extract<RotationInput, { readonly layers: unknown }>['layers'][string];

interface Place {
  readonly definition: DefinitionInput;
  readonly known: KnownNames;
}

/** A person on call exists and can be told. */
function checkOnCall(name: string, path: string, { definition, known }: Place): readonly Problem[] {
  const unknown = checkReference(name, { path, section: 'people', known });
  if (unknown.length > 0 || contactsOf(definition, name)?.length !== 0) return unknown;
  const hint = `write people.${name}.phone or people.${name}.email`;
  return [{ path, message: `"${name}" is on call, and has neither phone nor email`, hint }];
}

function checkLayer(path: string, layer: LayerInput, place: Place): readonly Problem[] {
  const { people, backup, turn, handover, during } = layer;
  const problems: Problem[] = people.flatMap((name, index) => checkOnCall(name, `${path}.people.${index}`, place));
  if (backup !== undefined && backup > 0 && backup >= people.length) {
    const count = people.length === 1 ? '1 person' : `${people.length} people`;
    const hint = people.length === 1 ? 'write 0, or add people' : 'write 1 for whoever is next';
    problems.push({ path: `${path}.backup`, message: `${backup} turns ahead is too far for ${count}`, hint });
  }
  if (turn === 'day' && handover?.on !== undefined) {
    const hint = `leave it out, or write turn: 'week'`;
    problems.push({ path: `${path}.handover.on`, message: 'turns of days begin on any day', hint });
  }
  if (during !== undefined) {
    problems.push(...checkReference(during, { path: `${path}.during`, section: 'calendars', known: place.known }));
  }
  return problems;
}

function checkOverride(path: string, override: RotationOverrideInput, place: Place): readonly Problem[] {
  const { person, from, until } = override;
  const problems = checkOnCall(person, `${path}.person`, place);
  // Both are wall-clock times of one form: they compare as texts.
  if (from < until) return problems;
  return [
    ...problems,
    { path: `${path}.until`, message: `"${until}" is not after "${from}"`, hint: 'until comes last' },
  ];
}

/** Of overlapping overrides of one role the last written counts: one that it covers wholly is a mistake. */
function checkCovered(path: string, overrides: readonly RotationOverrideInput[]): readonly Problem[] {
  return overrides.flatMap(({ from, until, role = 'primary' }, index) => {
    const later = overrides.findIndex(
      (other, place) =>
        place > index && (other.role ?? 'primary') === role && other.from <= from && until <= other.until,
    );
    if (later === -1 || from >= until) return [];
    const message = `never counts: "overrides.${later}" covers all of it, and the last written decides`;
    return [{ path: `${path}.${index}`, message, hint: 'leave it out, or write it below the other' }];
  });
}

function checkRotation(name: string, rotation: RotationInput, place: Place): readonly Problem[] {
  const path = `rotations.${name}`;
  const layers =
    'layers' in rotation
      ? Object.entries(rotation.layers).map(([layer, input]) => [`${path}.layers.${layer}`, input] as const)
      : [[path, rotation] as const];
  const none = { path: `${path}.layers`, message: 'there is no layer', hint: 'write at least one' };
  return [
    ...(layers.length === 0 ? [none] : []),
    ...layers.flatMap(([at, layer]) => checkLayer(at, layer, place)),
    ...(rotation.overrides ?? []).flatMap((override, index) =>
      checkOverride(`${path}.overrides.${index}`, override, place),
    ),
    ...checkCovered(`${path}.overrides`, rotation.overrides ?? []),
    ...checkTimeZone(`${path}.timeZone`, rotation.timeZone),
  ];
}

/** What contradicts itself in the rotations of a definition; gaps in their coverage are a matter of the proofs. */
export function checkRotations(definition: DefinitionInput, known: KnownNames): readonly Problem[] {
  return Object.entries(definition.rotations ?? {}).flatMap(([name, rotation]) =>
    checkRotation(name, rotation, { definition, known }),
  );
}
