// The transport of a figure's beats: play, pause, a step back or on, scrub, speed. All of it works from the keyboard.
import { useId } from 'react';
import { useLabMessages } from '../../i18n/useLabMessages.ts';
import { BackSign, NextSign, PauseSign, PlaySign } from './signs.tsx';
import { type BeatSpeed, type Beats, beatSpeeds } from './useBeats.ts';

interface BeatTransportProps {
  readonly beats: Beats;
  /** One line of words on a beat, for the slider's value. */
  readonly label: (index: number) => string;
}

export function BeatTransport({ beats, label }: BeatTransportProps) {
  const m = useLabMessages().frame;
  const id = useId();
  const { index, count, playing } = beats;
  return (
    <fieldset className="beats">
      <legend className="figure-unseen">{m.beats}</legend>
      <button type="button" className="beat-button beat-main" onClick={playing ? beats.pause : beats.play}>
        {playing ? <PauseSign /> : <PlaySign />}
        <span>{playing ? m.pause : m.play}</span>
      </button>
      <button
        type="button"
        className="beat-button"
        aria-label={m.back}
        aria-disabled={index === 0}
        onClick={() => index > 0 && beats.back()}
      >
        <BackSign />
      </button>
      <button
        type="button"
        className="beat-button"
        aria-label={m.next}
        aria-disabled={index >= count - 1}
        onClick={() => index < count - 1 && beats.next()}
      >
        <NextSign />
      </button>
      <input
        type="range"
        className="beat-scrub"
        min={0}
        max={Math.max(0, count - 1)}
        step={1}
        value={index}
        aria-label={m.scrub}
        aria-valuetext={`${m.beatOf(index + 1, count)}: ${label(index)}`}
        onChange={(event) => beats.seek(Number(event.target.value))}
      />
      <span className="beat-count" aria-hidden="true">
        {m.beatOf(index + 1, count)}
      </span>
      <label className="beat-speed" htmlFor={id}>
        <span className="figure-unseen">{m.speed}</span>
        <select
          id={id}
          value={beats.speed}
          onChange={(event) => beats.setSpeed(Number(event.target.value) as BeatSpeed)}
        >
          {beatSpeeds.map((speed) => (
            <option key={speed} value={speed}>
              {m.times(speed)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
