#include "textflag.h"

// The float32 loops of float.go, four elements at a time in the same order of
// operations, no product fused with a sum. n is a positive multiple of 8. The
// assembler lacks these instructions on vectors; d, n and m are numbers of registers.

#define FMUL(d, n, m) WORD $(0x6E20DC00 | (m<<16) | (n<<5) | d)
#define FADD(d, n, m) WORD $(0x4E20D400 | (m<<16) | (n<<5) | d)
#define FSUB(d, n, m) WORD $(0x4EA0D400 | (m<<16) | (n<<5) | d)

// Maximum and minimum that give the number where the other is NaN.
#define FMAXNM(d, n, m) WORD $(0x4E20C400 | (m<<16) | (n<<5) | d)
#define FMINNM(d, n, m) WORD $(0x4EA0C400 | (m<<16) | (n<<5) | d)

// SCVTF converts int32 to float32; FCVTNS rounds float32 to int32, halves to even.
#define SCVTF(d, n) WORD $(0x4E21D800 | (n<<5) | d)
#define FCVTNS(d, n) WORD $(0x4E21A800 | (n<<5) | d)

// XTN keeps the lower halves of the elements, XTN2 puts them into the upper half.
#define XTN32(d, n) WORD $(0x0E612800 | (n<<5) | d)
#define XTN32UP(d, n) WORD $(0x4E612800 | (n<<5) | d)
#define XTN16(d, n) WORD $(0x0E212800 | (n<<5) | d)
#define XTN16UP(d, n) WORD $(0x4E212800 | (n<<5) | d)

// ROUND4 scales four floats, cuts them to [-127, 127], NaN to 127, and rounds them.
#define ROUND4(v) \
	FMUL(v, v, 31) \
	FMINNM(v, v, 30) \
	FMAXNM(v, v, 29) \
	FCVTNS(v, v)

// func quantizeVector(dst *int8, src *float32, alpha float32, n int)
// n is a multiple of 32.
TEXT ·quantizeVector(SB), NOSPLIT, $0-32
	MOVD dst+0(FP), R0
	MOVD src+8(FP), R1
	MOVWU alpha+16(FP), R2
	VDUP R2, V31.S4
	MOVD n+24(FP), R3
	MOVD $0x42fe0000, R2 // 127
	VDUP R2, V30.S4
	MOVD $0xc2fe0000, R2 // -127
	VDUP R2, V29.S4
loop:
	VLD1.P 64(R1), [V0.S4, V1.S4, V2.S4, V3.S4]
	ROUND4(0)
	ROUND4(1)
	ROUND4(2)
	ROUND4(3)
	XTN32(4, 0)
	XTN32UP(4, 1)
	XTN32(5, 2)
	XTN32UP(5, 3)
	XTN16(6, 4)
	XTN16UP(6, 5)
	VST1.P [V6.B16], 16(R0)
	SUBS $16, R3, R3
	BGT loop
	RET

// func affineVector(dst *float32, acc *int32, scale float32, bias *float32, low float32, n int)
TEXT ·affineVector(SB), NOSPLIT, $0-48
	MOVD dst+0(FP), R0
	MOVD acc+8(FP), R1
	MOVWU scale+16(FP), R2
	VDUP R2, V31.S4
	MOVD bias+24(FP), R3
	MOVWU low+32(FP), R2
	VDUP R2, V30.S4
	MOVD n+40(FP), R4
loop:
	VLD1.P 32(R1), [V0.S4, V1.S4]
	VLD1.P 32(R3), [V2.S4, V3.S4]
	SCVTF(0, 0)
	SCVTF(1, 1)
	FMUL(0, 0, 31)
	FMUL(1, 1, 31)
	FADD(0, 0, 2)
	FADD(1, 1, 3)
	FMAXNM(0, 0, 30)
	FMAXNM(1, 1, 30)
	VST1.P [V0.S4, V1.S4], 32(R0)
	SUBS $8, R4, R4
	BGT loop
	RET

// func combineVector(dst, a *float32, rows int, x *float32, stride, n int)
TEXT ·combineVector(SB), NOSPLIT, $0-48
	MOVD dst+0(FP), R0
	MOVD a+8(FP), R1
	MOVD rows+16(FP), R2
	MOVD x+24(FP), R3
	MOVD stride+32(FP), R4
	LSL $2, R4, R4
	MOVD n+40(FP), R5
wide:
	CMP $16, R5
	BLT last
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	VEOR V2.B16, V2.B16, V2.B16
	VEOR V3.B16, V3.B16, V3.B16
	MOVD R1, R6
	MOVD R3, R7
	MOVD R2, R8
wideRow:
	VLD1R.P 4(R6), [V16.S4]
	VLD1 (R7), [V4.S4, V5.S4, V6.S4, V7.S4]
	FMUL(4, 4, 16)
	FMUL(5, 5, 16)
	FMUL(6, 6, 16)
	FMUL(7, 7, 16)
	FADD(0, 0, 4)
	FADD(1, 1, 5)
	FADD(2, 2, 6)
	FADD(3, 3, 7)
	ADD R4, R7, R7
	SUBS $1, R8, R8
	BGT wideRow
	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R0)
	ADD $64, R3, R3
	SUB $16, R5, R5
	B wide
last:
	CBZ R5, done
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	MOVD R1, R6
	MOVD R3, R7
	MOVD R2, R8
lastRow:
	VLD1R.P 4(R6), [V16.S4]
	VLD1 (R7), [V4.S4, V5.S4]
	FMUL(4, 4, 16)
	FMUL(5, 5, 16)
	FADD(0, 0, 4)
	FADD(1, 1, 5)
	ADD R4, R7, R7
	SUBS $1, R8, R8
	BGT lastRow
	VST1 [V0.S4, V1.S4], (R0)
done:
	RET

// func addVector(dst, a, b *float32, sums *[8]float32, n int)
TEXT ·addVector(SB), NOSPLIT, $0-40
	MOVD dst+0(FP), R0
	MOVD a+8(FP), R1
	MOVD b+16(FP), R2
	MOVD sums+24(FP), R3
	MOVD n+32(FP), R4
	VEOR V4.B16, V4.B16, V4.B16
	VEOR V5.B16, V5.B16, V5.B16
loop:
	VLD1.P 32(R1), [V0.S4, V1.S4]
	VLD1.P 32(R2), [V2.S4, V3.S4]
	FADD(0, 0, 2)
	FADD(1, 1, 3)
	VST1.P [V0.S4, V1.S4], 32(R0)
	FADD(4, 4, 0)
	FADD(5, 5, 1)
	SUBS $8, R4, R4
	BGT loop
	VST1 [V4.S4, V5.S4], (R3)
	RET

// func squaresVector(x *float32, mean float32, sums *[8]float32, n int)
TEXT ·squaresVector(SB), NOSPLIT, $0-32
	MOVD x+0(FP), R0
	MOVWU mean+8(FP), R1
	VDUP R1, V31.S4
	MOVD sums+16(FP), R3
	MOVD n+24(FP), R4
	VEOR V4.B16, V4.B16, V4.B16
	VEOR V5.B16, V5.B16, V5.B16
loop:
	VLD1.P 32(R0), [V0.S4, V1.S4]
	FSUB(0, 0, 31)
	FSUB(1, 1, 31)
	FMUL(0, 0, 0)
	FMUL(1, 1, 1)
	FADD(4, 4, 0)
	FADD(5, 5, 1)
	SUBS $8, R4, R4
	BGT loop
	VST1 [V4.S4, V5.S4], (R3)
	RET

// func standardizeVector(x, scale, bias *float32, mean, inv float32, n int)
TEXT ·standardizeVector(SB), NOSPLIT, $0-40
	MOVD x+0(FP), R0
	MOVD scale+8(FP), R1
	MOVD bias+16(FP), R2
	MOVWU mean+24(FP), R3
	VDUP R3, V31.S4
	MOVWU inv+28(FP), R3
	VDUP R3, V30.S4
	MOVD n+32(FP), R4
loop:
	VLD1 (R0), [V0.S4, V1.S4]
	VLD1.P 32(R1), [V2.S4, V3.S4]
	VLD1.P 32(R2), [V4.S4, V5.S4]
	FSUB(0, 0, 31)
	FSUB(1, 1, 31)
	FMUL(0, 0, 2)
	FMUL(1, 1, 3)
	FMUL(0, 0, 30)
	FMUL(1, 1, 30)
	FADD(0, 0, 4)
	FADD(1, 1, 5)
	VST1.P [V0.S4, V1.S4], 32(R0)
	SUBS $8, R4, R4
	BGT loop
	RET
