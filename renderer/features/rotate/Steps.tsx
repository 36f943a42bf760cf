import { useEffect, useRef, type ComponentType } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import type { RotationDetail, RotationState } from '../../../core/contract/rotation-steps';
import type { Instant } from '../../lib/time';
import { texts } from '../../texts';
import { Icon } from '../../ui/Icon';
import { FailureNotice } from '../../ui/Notice';
import { CompareStep } from './CompareStep';
import { DeleteStep } from './DeleteStep';
import { FinishStep } from './FinishStep';
import { NewKeyStep } from './NewKeyStep';
import { ProveStep } from './ProveStep';
import styles from './Rotate.module.css';
import { standings } from './steps';
import { SwitchStep } from './SwitchStep';
import type { Step } from './useStep';

const t = texts.rotate;

export interface StepProps {
  readonly rotation: RotationDetail;
  readonly step: Step;
  /** The rotation is over; until then the old key is kept. */
  readonly onEnded: (until: Instant) => void;
}

/** What a person does while a rotation stands somewhere. To add a state: its word in the contract, a row here. */
const parts = {
  prepared: NewKeyStep,
  tested: CompareStep,
  compared: SwitchStep,
  switched: DeleteStep,
  oldDeleted: ProveStep,
  provenDead: FinishStep,
} as const satisfies Record<RotationState, ComponentType<StepProps>>;

/** All steps in their order; only the present one is open. */
export function Steps(props: StepProps) {
  const { rotation, step } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const seen = useRef(rotation.state);
  useEffect(() => {
    if (seen.current === rotation.state) return;
    seen.current = rotation.state;
    heading.current?.focus();
  }, [rotation.state]);

  return (
    <ol className={styles.steps} aria-label={t.list}>
      {standings(rotation.state).map(({ state, standing }, index) => {
        const Part = parts[state];
        return (
          <li
            key={state}
            className={styles.step}
            data-standing={standing}
            aria-current={standing === 'now' ? 'step' : undefined}
          >
            <span className={styles.number} aria-hidden="true">
              {standing === 'done' ? <Icon name="check" size={14} /> : index + 1}
            </span>
            {standing === 'now' ? (
              <div className={styles.open}>
                <h2 ref={heading} tabIndex={-1}>
                  {t[state].heading}
                </h2>
                <Part {...props} />
                {step.failure !== null && <FailureNotice failure={step.failure} />}
              </div>
            ) : (
              <p className={styles.closed}>
                {t.steps[state]}
                {standing === 'done' && <VisuallyHidden elementType="span"> {t.done}</VisuallyHidden>}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
