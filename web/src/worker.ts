import site from '../dist/site.json' with { type: 'json' };
import { createApp } from './app.tsx';

export default createApp(site);
