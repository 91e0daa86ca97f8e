import assetPaths from '../dist/asset-paths.json' with { type: 'json' };
import { createApp } from './app.tsx';

export default createApp(assetPaths);
