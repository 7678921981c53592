// The module that a page runs as a worker.
import { serve } from './serve.js';

serve(self);
