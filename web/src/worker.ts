import assetPaths from '../dist/asset-paths.json';
import { createApp } from './app.tsx';

export default createApp(assetPaths);
