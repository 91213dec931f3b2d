// Where the lab begins: the run first, so that its worker loads while React draws; then the page.
import { LabApp } from './pages/LabApp.tsx';
import { figureChoices } from './pages/lab/fitting.ts';
import { start } from './pages/shell/start.tsx';
import { createLabStore, labPageDependencies } from './stores/lab/labStore.ts';
import './styles/reset.css';
import './styles/type.css';
import './styles/layout.css';
import './styles/controls.css';
import './styles/transport.css';
import './styles/notices.css';
import './styles/dock.css';
import './styles/lab.css';
import './styles/labRun.css';

start(<LabApp store={createLabStore(labPageDependencies(figureChoices))} />);
