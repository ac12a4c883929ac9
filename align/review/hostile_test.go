package review

import "testing"

// hostile are texts that would do something if any field reached the page
// without being escaped for its place.
var hostile = []string{
	`<script>alert(1)</script>`, `</script><script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `"><img src=x onerror=alert(1)>`,
	`'><svg/onload=alert(1)>`, `" onmouseover="alert(1)`, `' onfocus='alert(1)' autofocus='`, `" autofocus onfocus=alert(1) x="`,
	`javascript:alert(1)`, `JaVaScRiPt:alert(1)`, `data:text/html,<script>alert(1)</script>`, `vbscript:msgbox(1)`,
	`</style><script>alert(1)</script>`, `</title><script>alert(1)</script>`, `</textarea><script>alert(1)</script>`, `<!--<script>alert(1)</script>-->`,
	`--><script>alert(1)</script>`, `<![CDATA[<script>alert(1)</script>]]>`, `]]><script>alert(1)</script>`, `<?xml version="1.0"?><x/>`,
	`<iframe src="javascript:alert(1)"></iframe>`, `<iframe srcdoc="<script>alert(1)</script>">`, `<object data="javascript:alert(1)">`, `<embed src="javascript:alert(1)">`,
	`<link rel=stylesheet href=//example.com/x.css>`, `<base href="//example.com/">`, `<meta http-equiv=refresh content="0;url=//example.com">`, `<form action=//example.com><button>x`,
	`<details open ontoggle=alert(1)>`, `<video><source onerror=alert(1)>`, `<body onload=alert(1)>`, `<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`,
	`<svg><script>alert&#40;1)</script>`, `<svg><style><img src=x onerror=alert(1)></style></svg>`, `<a href="javascript:alert(1)">x</a>`, `<input onfocus=alert(1) autofocus>`,
	`&lt;script&gt;alert(1)&lt;/script&gt;`, `&#60;script&#62;`, `\u003cscript\u003ealert(1)\u003c/script\u003e`, `\x3cscript\x3e`,
	`{{.}}`, `{{template "header" .}}`, `${alert(1)}`, "`${alert(1)}`", `<%= 1 %>`, `#{1}`,
	`expression(alert(1))`, `x;background:url(//example.com)`, `} body { display: none`, `@import "//example.com";`,
	`</p></div></article></main>`, `<mark data-f="1">`, `</bdi>`, `<plaintext>`, `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
	`+ADw-script+AD4-alert(1)+ADw-/script+AD4-`, `<scr<script>ipt>`, `<SCRIPT SRC=//example.com/x.js>`, `<<script>alert(1)//<</script>`, `<x onclick=alert(1)//`,
	// events of elements that fire by themselves
	`<audio src=x onerror=alert(1)>`, `<video src=x onerror=alert(1)>`, `<marquee onstart=alert(1)>`, `<svg onload=alert(1)>`, `<svg/onload=alert(1)//`,
	`<svg><animate onbegin=alert(1) attributeName=x dur=1s>`, `<svg><set onbegin=alert(1) attributename=x>`, `<svg><image href=x onerror=alert(1)>`, `<iframe onload=alert(1)>`,
	`<object onerror=alert(1) data=x>`, `<img src onerror=alert(1)>`, `<img/src=x/onerror=alert(1)>`, "<img\tsrc=x\tonerror=alert(1)>", "<img\nsrc=x\nonerror=alert(1)>",
	`<img src=x onerror="alert&#40;1&#41;">`, `<img src=x onerror=&#97;lert(1)>`, `<img src="x" onerror='alert(1)' "`, `<image src=x onerror=alert(1)>`, `<input type=image src=x onerror=alert(1)>`,
	`<link rel=preload as=script href=//example.com/x onload=alert(1)>`, `<style onload=alert(1)></style>`, `<select autofocus onfocus=alert(1)>`, `<textarea autofocus onfocus=alert(1)>`,
	`<button autofocus onfocus=alert(1)>`, `<a autofocus href=x onfocus=alert(1)>x</a>`, `<div contenteditable autofocus onfocus=alert(1)>x`, `<details open=x ontoggle=alert(1)>`, `<dialog open onclose=alert(1)>`,
	`<p style=animation-name:x onanimationstart=alert(1)>`, `<p onpointerover=alert(1)>x`, `<x oncontentvisibilityautostatechange=alert(1) style=content-visibility:auto>`, `<body onpageshow=alert(1)>`, `<body onhashchange=alert(1)>`,
	// ways out of where a text stands
	`' onclick=alert(1) '`, `" onclick=alert(1) "`, `"/><script>alert(1)</script>`, `'/><script>alert(1)</script>`, `</bdi></p></div><script>alert(1)</script>`, `</mark><script>alert(1)</script>`,
	`</option></select><script>alert(1)</script>`, `</noscript><script>alert(1)</script>`, `</iframe><script>alert(1)</script>`, `</template><script>alert(1)</script>`, `</xmp><script>alert(1)</script>`,
	`--!><script>alert(1)</script>`, `<!--><script>alert(1)</script>`, `<!---><script>alert(1)</script>-->`, `<script><!--`, `<script>/*`, `*/alert(1)//`, `;alert(1);//`, `');alert(1);//`, `");alert(1);//`, `\');alert(1);//`, `\");alert(1);//`,
	`</script`, `</SCRIPT >`, `<\/script>`, "\u2028alert(1)\u2029", `]};alert(1);//`, `{"type":"event","op":"approve"}`, `"}` + "\n" + `{"type":"header"}`,
	// addresses
	`javascript&colon;alert(1)`, "java\tscript:alert(1)", "java\nscript:alert(1)", ` javascript:alert(1)`, `javascript://%0aalert(1)`, `data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==`,
	`//example.com/x`, `http://example.com/<script>`, `blob:null/x`, `feed:javascript:alert(1)`, `view-source:javascript:alert(1)`, `#"><img src=x onerror=alert(1)>`,
	// encodings and other disguises
	`%3Cscript%3Ealert(1)%3C/script%3E`, `\74script\76alert(1)\74/script\76`, `＜script＞alert(1)＜/script＞`, `‹script›alert(1)‹/script›`, "\u202E<script>alert(1)</script>\u202C", "<scr\u200bipt>alert(1)</scr\u200bipt>",
	"<scr\u00adipt>alert(1)</script>", "<script\u00a0>alert(1)</script>", "<ſcript>alert(1)</ſcript>", "<ıframe>", `<a̲ href=x>`, `&lt;img src=x onerror=alert(1)&gt;`, `&amp;lt;script&amp;gt;`, `&#x3c;script&#x3e;alert(1)`, `&lt/script&gt`, `<ﬀ onload=alert(1)>`,
	// style
	`</style><style>*{display:none}`, `<style>@import '//example.com/x.css'</style>`, `<div style="background:url(//example.com/x)">`, `<link rel="icon" href="//example.com/x">`, `url(javascript:alert(1))`, `;}*{color:red}`,
	// frameworks and templates
	`{{constructor.constructor('alert(1)')()}}`, `{{7*7}}`, `${7*7}`, `<%- alert(1) %>`, `[[${7*7}]]`, `@{7*7}`, `{% raw %}`, `{{define "row"}}owned{{end}}`, `{{end}}{{end}}`, `{{.Live.Token}}`,
	// markup that browsers mend in surprising ways
	`<math><mi//xlink:href="data:x,<script>alert(1)</script>">`, `<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">`, `<table><td background=//example.com/x>`, `<form><button formaction=javascript:alert(1)>x`,
	`<isindex action=javascript:alert(1) type=submit>`, `<keygen autofocus onfocus=alert(1)>`, `<frameset onload=alert(1)>`, `<base href=javascript:/a/>`, `<portal src=javascript:alert(1)>`, `<a ping=//example.com href=#>x</a>`,
	`<template shadowrootmode=open><script>alert(1)</script>`, `<slot name=x onslotchange=alert(1)>`, `<script type=module>import("//example.com/x.js")</script>`, `<script type=importmap>{}</script>`, `<script type=speculationrules>{"prefetch":[{"urls":["//example.com"]}]}</script>`,
	`<meta http-equiv=Content-Security-Policy content="script-src *">`, `<meta name=referrer content=unsafe-url>`, `<input name=body><input name=attributes>`, `<img name=querySelector><form id=texts>`, `<p id=texts><p id=find><p id=keys>`,
}

// TestThereAreEnoughHostileTexts keeps the list from shrinking or repeating.
func TestThereAreEnoughHostileTexts(t *testing.T) {
	seen := map[string]bool{}
	for _, text := range hostile {
		if seen[text] {
			t.Errorf("%q is there twice", text)
		}
		seen[text] = true
	}
	if len(seen) < 150 {
		t.Errorf("%d hostile texts, want 150 at least", len(seen))
	}
}
