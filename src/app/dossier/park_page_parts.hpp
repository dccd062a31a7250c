// Style and script of a park's page: the page says all it has to say without the script, which only finds and filters.
// Seen by src/app only.
#pragma once

#include <string_view>

namespace mutu {

inline constexpr std::string_view park_page_style =
    "body{font-family:'Noto Sans CJK SC','Microsoft YaHei','PingFang "
    "SC',sans-serif;margin:0;color:#111;line-height:1.6}"
    "main{max-width:90em;margin:0 auto;padding:1em 1.5em}h1{font-size:1.5em;margin:.2em 0}h2{font-size:1.15em}"
    "h3{font-size:1em;margin:.8em 0 .2em}.small{font-size:.85em;color:#555;margin:.2em 0}"
    ".two{display:grid;grid-template-columns:minmax(0,3fr) minmax(18em,2fr);gap:1.5em}"
    "@media(max-width:60em){.two{display:block}}"
    "svg{width:100%;height:auto;max-height:80vh;border:1px solid #bbb;background:#fafafa}"
    "svg path{stroke-width:1;vector-effect:non-scaling-stroke}svg a:hover path,svg a:focus path,svg a.on "
    "path{stroke:#000;stroke-width:3}svg path.park{fill:none;stroke:#333;stroke-width:1.5;stroke-dasharray:8 3 2 3}"
    "svg path.rest{fill-opacity:.25;stroke-dasharray:3 3}svg a.off{opacity:.08}svg "
    "text{text-anchor:middle;dominant-baseline:central;pointer-events:none;fill:#111;"
    "paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-opacity:.85;vector-effect:non-scaling-stroke}"
    "ul{list-style:none;padding:0}i{display:inline-block;width:1.4em;height:.9em;border:1px solid;margin:0 "
    ".4em;vertical-align:middle}table{border-collapse:collapse;width:100%;font-size:.88em;margin:.4em 0 1em}"
    "caption{position:absolute;left:-99em}th,td{border:1px solid #bbb;padding:.2em .5em;vertical-align:top;text-align:"
    "left}th{background:#eee}td.n{text-align:right}tr.off{display:none}tr.on{background:#fff3c4}"
    "pre{white-space:pre-wrap;font-family:inherit;font-size:.85em;line-height:1.5;margin:.2em 0 1em 1em}"
    "details.parcel{border-top:1px solid #ccc;padding:.3em 0}summary{cursor:pointer}a{color:#14508c}"
    "input[type=search]{width:22em;max-width:100%;font-size:1em}"
    "@media print{.tools{display:none}tr,h3{break-inside:avoid}}";

inline constexpr std::string_view park_page_script =
    "(function(){var rows=[].slice.call(document.querySelectorAll('#parcels tbody tr')),land={},find=document."
    "getElementById('find'),shown=document.getElementById('shown'),boxes=[].slice.call(document.querySelectorAll("
    "'#legend input'));[].forEach.call(document.querySelectorAll('#map a'),function(a){land[a.getAttribute('data-p')]="
    "a});function filter(){var word=find.value.trim().toLowerCase(),off={},count=0;boxes.forEach(function(b){if(!b."
    "checked)off[b.value]=1});rows.forEach(function(r){var hide=!!off[r.getAttribute('data-c')]||(word!==''&&r."
    "textContent.toLowerCase().indexOf(word)<0),a=land[r.getAttribute('data-p')];r.classList.toggle('off',hide);if(a)a."
    "classList.toggle('off',hide);if(!hide)count++});shown.textContent='显示 '+count+' / '+rows.length+' 宗'}function "
    "go(){var m=/^#p(\\d+)$/.exec(location.hash),n=m&&m[1];rows.forEach(function(r){var "
    "on=r.getAttribute('data-p')===n,"
    "a=land[r.getAttribute('data-p')];r.classList.toggle('on',on);if(a)a.classList.toggle('on',on)});if(n){var e="
    "document.getElementById('p'+n);if(e){e.parentNode.open=true;unpack(e);e.scrollIntoView()}}}"
    // Dossiers of a very large park are packed one by one and unpacked when they are wanted.
    "function unpack(e){var "
    "z=e.getAttribute('data-z');if(z===null)return;if(!window.DecompressionStream){e.textContent="
    "'这个浏览器太旧，展不开压缩的档案。';return}e.removeAttribute('data-z');var b=atob(z),u=new "
    "Uint8Array(b.length),i=0;for(;i<b.length;i++)u[i]=b.charCodeAt(i);new Response(new "
    "Blob([u]).stream().pipeThrough(new DecompressionStream('gzip'))).text().then(function(t){e.innerHTML=t;"
    "if(location.hash==='#'+e.id)e.scrollIntoView()})}document.addEventListener('toggle',function(v){var "
    "d=v.target.querySelector('div[data-z]');if(v.target.open&&d)unpack(d)},true);find.addEventListener('input',"
    "filter);boxes.forEach(function(b){b.addEventListener('change',filter)});window.addEventListener('hashchange',go);"
    "filter();go()})();";

}  // namespace mutu
