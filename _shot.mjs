import { chromium } from 'playwright-core';
import { launchOptions } from '/work/fig-cell/scripts/chromium.mjs';
import { serve } from '/work/fig-cell/scripts/serve.mjs';
import { mkdirSync } from 'node:fs';
const out='/tmp/shots-cell/'; mkdirSync(out,{recursive:true});
// args: tag hash beatBacks hold(gateIndex:choice) devices...
const [tag='lstm', hash='', backs='0', hold='', ...which]=process.argv.slice(2);
const devices={desktop:{viewport:{width:1440,height:900}},phone:{viewport:{width:390,height:844},deviceScaleFactor:2,hasTouch:true,isMobile:true},small:{viewport:{width:360,height:740},deviceScaleFactor:2,hasTouch:true,isMobile:true}};
const site=await serve(); const browser=await chromium.launch(await launchOptions());
try{ for(const [d,o] of Object.entries(devices)) for(const colorScheme of ['light','dark']){ const name=`${d}-${colorScheme}`; if(which.length?!which.includes(name):d==='small')continue;
 const c=await browser.newContext({...o,colorScheme}); const p=await c.newPage(); p.on('pageerror',e=>console.error(e.message)); p.on('console',m=>{if(m.type()==='error')console.error(m.text())});
 await p.goto(site.url+'lab.html#figure=cell'+hash); await p.locator('.lab-figure[data-state=ready]').waitFor({timeout:90000});
 for(let k=0;k<Number(backs);k++) await p.getByRole('button',{name:'One beat back'}).click();
 if(hold){ for(const h of hold.split(',')){const [g,v]=h.split(':'); await p.locator('.cell-clamp').nth(Number(g)).getByLabel(v,{exact:true}).check(); await p.waitForTimeout(200);} }
 await p.waitForTimeout(600);
 await p.locator('.lab-figure').screenshot({path:out+tag+'-'+name+'.png'}); console.log(name, await p.evaluate(()=>[document.querySelector('.lab-stage')?.getBoundingClientRect().width, document.querySelector('.lab-stage').scrollWidth, document.documentElement.scrollWidth, innerWidth].join(' '))); await c.close(); } } finally { await browser.close(); await site.close(); }
