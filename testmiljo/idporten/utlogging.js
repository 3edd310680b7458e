// Goes on when every frame has loaded, or after three seconds when one of them hangs.
const onwards = () => { location.assign(document.getElementById("videre").href); };
if (document.readyState === "complete") { onwards(); } else { addEventListener("load", onwards); setTimeout(onwards, 3000); }
