// Where the page begins: the run first, so that its worker loads while React draws; then the page.
import { createRoot } from 'react-dom/client';
import { matchLocale, setLocale } from './i18n/locale.ts';
import { App } from './pages/App.tsx';
import { remembered } from './pages/shell/storage.ts';
import { showTheme, storedTheme } from './pages/shell/theme.ts';
import { createRunStore, pageDependencies } from './stores/runStore.ts';
import './styles/reset.css';
import './styles/type.css';
import './styles/layout.css';
import './styles/controls.css';
import './styles/home.css';

const store = createRunStore(pageDependencies());
showTheme(storedTheme());

const draw = () => {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html: #root is missing');
  createRoot(root).render(<App store={store} />);
};

// A locale that cannot be loaded leaves the page in English.
setLocale(remembered('locale') ?? matchLocale(navigator.languages)).then(draw, draw);
