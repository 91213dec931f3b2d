// What lab.html holds before any script has run. Only the build and the development server load this file
// (scripts/page-plugin.mjs); no visitor does.
import english from '../../i18n/en/lab/index.ts';
import { LabApp } from '../LabApp.tsx';
import { type Prerendered, prerendered } from '../shell/prerendered.ts';
import { createEmptyLab } from './emptyLab.ts';

export function prerender(): Prerendered {
  return prerendered(english.page.head, <LabApp store={createEmptyLab()} />);
}
