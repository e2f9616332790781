import { Empty, PageHead } from '../parts/card.tsx';
import { RotationCard } from '../parts/rotation-card.tsx';
import { useSnapshot } from '../state/use-store.ts';
import { coloursOf } from '../text/shifts.ts';

/** Who is on call now, and in the coming weeks. */
export function OnCallPage() {
  const { rotations } = useSnapshot();
  const colours = coloursOf(rotations);
  return (
    <>
      <PageHead title="On call">
        <p class="sentence">
          Whoever is on call is found out at the moment of telling: handovers and overrides count at once.
        </p>
      </PageHead>
      {rotations.length === 0 ? (
        <Empty title="No rotation is planned">
          Add one under “rotations” in the definition, and name it in a policy: {'{ onCall: "platform" }'}.
        </Empty>
      ) : (
        <div class="stack">
          {rotations.map((rotation) => (
            <RotationCard key={rotation.id} rotation={rotation} colours={colours} />
          ))}
        </div>
      )}
    </>
  );
}
