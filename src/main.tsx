// Where the home page begins: the run first, so that its worker loads while React draws; then the page.
import { App } from './pages/App.tsx';
import { start } from './pages/shell/start.tsx';
import { createRunStore, pageDependencies } from './stores/runStore.ts';
import './styles/reset.css';
import './styles/type.css';
import './styles/layout.css';
import './styles/controls.css';
import './styles/transport.css';
import './styles/notices.css';
import './styles/dock.css';
import './styles/home.css';

start(<App store={createRunStore(pageDependencies())} />);
