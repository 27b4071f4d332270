import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Builds the page. Both hosts serve the same files; neither has a development server. */
export default defineConfig({
  root: path('renderer/app'),
  plugins: [react()],
  // The libraries below the viewer are CommonJS in parts and look for Node's `global`.
  define: { global: 'globalThis' },
  worker: { format: 'es' },
  build: {
    outDir: path('out/renderer'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    // The viewer is one lazily loaded chunk of several MB from this machine's own disk.
    chunkSizeWarningLimit: 8000,
    // Inlined files would need `data:` in more places of the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      onLog: (level, log, report) => {
        // vtk.js brings an XML writer along whose URL parser names Node's `url`; neither is run.
        if (!log.message.includes('@oozcitak/url')) report(level, log);
      },
    },
  },
});
