import './.config/jest-setup';
import { MessageChannel } from 'worker_threads';

// react-dom/server (pulled in by @grafana/ui on React 19) needs it and jsdom has none.
Object.assign(global, { MessageChannel });
