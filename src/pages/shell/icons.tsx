// The few signs the page uses. All are ornament beside a word, so all are hidden from assistive technology.
import type { ReactNode } from 'react';

function Sign({ size, children }: { readonly size: number; readonly children: ReactNode }) {
  return (
    <svg className="sign" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

/** Three words looking at three words: the site's mark. */
export const Mark = () => (
  <Sign size={24}>
    <path
      d="M3 3 L8 13 M8 3 L3 13 M8 3 L13 13 M13 3 L13 13"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.25"
    />
    <g fill="currentColor">
      <circle cx="3" cy="3" r="1.75" />
      <circle cx="8" cy="3" r="1.75" />
      <circle cx="13" cy="3" r="1.75" />
      <circle cx="3" cy="13" r="1.75" />
      <circle cx="8" cy="13" r="1.75" />
      <circle cx="13" cy="13" r="1.75" />
    </g>
  </Sign>
);

export const PlayIcon = () => (
  <Sign size={18}>
    <path d="M4 2.2 L13.5 8 L4 13.8 Z" fill="currentColor" />
  </Sign>
);

export const PauseIcon = () => (
  <Sign size={18}>
    <path d="M3.5 2.5 h3 v11 h-3 z M9.5 2.5 h3 v11 h-3 z" fill="currentColor" />
  </Sign>
);

export const StepIcon = () => (
  <Sign size={16}>
    <path d="M3 2.8 L10 8 L3 13.2 Z M11 2.8 h2.2 v10.4 H11 z" fill="currentColor" />
  </Sign>
);

export const ResetIcon = () => (
  <Sign size={16}>
    <path d="M3.2 8 a4.9 4.9 0 1 0 1.6 -3.6" fill="none" stroke="currentColor" strokeWidth="1.75" />
    <path d="M5.6 1.6 L4.5 5.3 L8.2 6 Z" fill="currentColor" />
  </Sign>
);

export const CloseIcon = () => (
  <Sign size={14}>
    <path
      d="M3 3 L13 13 M13 3 L3 13"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
    />
  </Sign>
);
