import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectEngine } from '../api/engine.ts';
import { hostWire, windowTokens } from '../api/host.ts';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');

const engine = connectEngine(hostWire(window), windowTokens(window.sessionStorage));

createRoot(root).render(
  <StrictMode>
    <App engine={engine} />
  </StrictMode>,
);
