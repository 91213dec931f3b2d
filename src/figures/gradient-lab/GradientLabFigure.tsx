// How far the gradient reaches, and what comes of it: ‖∂L/∂h‖ from the last step back to the first, under the run's own
// settings, beside pinned runs and a theory; and whether the task, which needs the first step, can be learnt.
import './gradientLab.css';
import { useCallback, useMemo } from 'react';
import type { LabConfig } from '../../experiment/lab/config.ts';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { useNumbers } from '../../i18n/useMessages.ts';
import { useStepReading } from '../curves/useStepReading.ts';
import type { LabFigureProps } from '../definition.ts';
import { Choice } from '../frame/Choice.tsx';
import { LabFrame } from '../frame/LabFrame.tsx';
import { useLinked } from '../frame/linked.ts';
import { useBeats } from '../frame/useBeats.ts';
import { useProblemWords } from '../lab/useProblemWords.ts';
import { shownValue } from '../lab/useTrace.ts';
import { gradientData } from './data.ts';
import { GradientStage } from './GradientStage.tsx';
import { looksOf } from './looking.ts';
import { Presets } from './Presets.tsx';
import { cellHopsOf, hopsOf, overlaps, type State, theoryOf } from './present.ts';
import { type PresetId, presets } from './presets.ts';
import { readoutOf } from './readout.ts';
import { Settings } from './Settings.tsx';
import { StatesLegend } from './StatesLegend.tsx';
import { useArrivals } from './useArrivals.ts';
import { useKept } from './useKept.ts';
import { sameRun, usePins } from './usePins.ts';
import { runWords } from './words.ts';

const query = { kind: 'gradientNorms' } as const;
const noHops: readonly number[] = [];

export default function GradientLabFigure({ view, actions, useAnswer, link }: LabFigureProps) {
  const problemOf = useProblemWords();
  const words = useLabMessages();
  const m = words['gradient-lab'];
  const numbers = useNumbers();
  const answer = useAnswer(query);
  const kept = useKept(shownValue(answer), view.config);
  const { pins, pin, remove } = usePins();
  const known = useMemo(() => (kept ? looksOf(m, kept.value).map(({ id }) => id) : undefined), [kept, m]);
  const [chosen, setChosen] = useLinked('look', known, '');
  const drawn = useMemo(() => {
    const looks = kept ? looksOf(m, kept.value) : [];
    const look = looks.find(({ id }) => id === chosen) ?? looks[0];
    if (!kept || !look) return undefined;
    const hops = hopsOf(kept.value, look.looked);
    const cellHops = cellHopsOf(kept.value, look.looked);
    const whole = overlaps(kept.value, look.looked);
    const theory = theoryOf(kept.config, kept.value, look.looked, hops);
    return { looks, look, hops, cellHops, whole, theory };
  }, [kept, chosen, m]);
  const hops = drawn?.hops ?? noHops;
  const lead = drawn?.cellHops ?? hops;
  const state: State = drawn?.cellHops ? 'cell' : 'hidden';
  const hidden = drawn?.cellHops && hops;
  const whole = drawn?.whole ?? false;
  const arrivals = useArrivals(kept, drawn?.look.id, lead);
  const beats = useBeats(hops.length);
  const last = Math.max(0, hops.length - 1);
  const reader = useStepReading(last);
  const read = reader.shown === undefined ? undefined : last - reader.shown;
  // Between two runs the picture is still the old one's, and the judgements are the new one's.
  const settled = kept !== undefined && sameRun(kept.config, view.config);
  const { evaluations } = view;
  const pinPresent = useCallback(() => {
    if (!settled) return;
    const { config, value } = kept;
    pin({ config, step: value.step, hops: lead, state, hidden, whole, evaluations: evaluations.slice() });
  }, [settled, kept, lead, state, hidden, whole, evaluations, pin]);
  const { running } = view;
  const change = useCallback(
    (patch: Partial<LabConfig>) => {
      actions.configure(patch);
      if (running) actions.train(); // a run that was training goes on as another one
    },
    [actions, running],
  );
  const choose = (id: PresetId) => {
    pinPresent();
    change(presets[id]);
  };
  const say = (hop: number) =>
    readoutOf(m, { hops: lead, state, hidden, whole, hop, beat: beats.index, config: kept?.config });
  return (
    <LabFrame
      id="gradient-lab"
      title={m.title}
      state={kept && answer.state === 'empty' ? 'computing' : answer.state}
      problem={problemOf(answer)}
      beats={{ beats, label: m.beat }}
      controls={
        <div className="glab-controls">
          <Presets config={view.config} onChoose={choose} />
          <Settings config={view.config} onChange={change} />
          {drawn && drawn.looks.length > 1 && (
            <div className="glab-looks">
              <Choice
                id="glab-look"
                label={m.look}
                value={drawn.look.id}
                options={drawn.looks}
                onChoose={setChosen}
              />
            </div>
          )}
        </div>
      }
      legend={drawn?.cellHops && <StatesLegend />}
      readout={kept ? say(read ?? beats.index) : ''}
      answers={read !== undefined}
      data={() =>
        gradientData(
          m,
          hops,
          drawn?.cellHops,
          drawn?.theory ?? 'nothing',
          pins,
          pins.map((own) => runWords(words, numbers, own.config, kept?.config)),
          whole,
        )
      }
      step={kept?.value.step ?? 0}
      link={link}
    >
      {kept && drawn && (
        <GradientStage
          kept={kept}
          hops={hops}
          cellHops={drawn.cellHops}
          looked={drawn.look.looked}
          whole={whole}
          arrivals={arrivals}
          theory={drawn.theory}
          view={view}
          actions={actions}
          pins={pins}
          beat={beats.index}
          moving={beats.playing}
          reader={reader}
          readWords={say(read ?? beats.index)}
          onPin={pinPresent}
          onRemove={remove}
        />
      )}
    </LabFrame>
  );
}
