import '../styles/site.css';
import { autoSubmit } from './auto-submit.ts';
import { copyCommands } from './copy-commands.ts';

autoSubmit();
copyCommands();
