// The home page: what the model says, how it is driven, where it looks, what it is. Only the order is here.
import { useState } from 'react';
import { DockMessages } from '../run/DockMessages.tsx';
import { useDockHeight } from '../run/useDockHeight.ts';
import { About } from './About.tsx';
import { AttentionFigures } from './AttentionFigures.tsx';
import { Curve } from './Curve.tsx';
import { Headline } from './Headline.tsx';
import { createPointing, PointingContext } from './pointing.ts';
import { Settings } from './Settings.tsx';
import { Translation } from './Translation.tsx';
import { Transport } from './Transport.tsx';

export function HomePage() {
  const dock = useDockHeight();
  const [pointing] = useState(createPointing);
  return (
    <main className="page">
      <PointingContext value={pointing}>
        <div className="zone-intro">
          <Headline />
        </div>
        <div className="zone-stage">
          <Translation />
        </div>
        <div className="zone-run">
          <div className="zone-run-inner">
            <div className="dock" ref={dock}>
              <Transport />
              <DockMessages />
            </div>
            <Curve />
            <Settings />
          </div>
        </div>
        <div className="zone-attention">
          <AttentionFigures />
        </div>
        <About />
      </PointingContext>
    </main>
  );
}
