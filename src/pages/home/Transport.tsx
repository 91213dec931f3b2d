// The home page's transport with its own numbers.
import { TransportBar } from '../run/TransportBar.tsx';
import { Statistics } from './Statistics.tsx';

export const Transport = () => <TransportBar statistics={<Statistics />} />;
