#include "textflag.h"

// Products of rows of int8 with four rows of weights, sums in int32. The assembler
// does not know these instructions yet, so they are written as words (Arm
// Architecture Reference Manual, C7.2): d, n and m are numbers of registers.

// SDOT Vd.4S, Vn.16B, Vm.16B: four products are added to each of four sums.
#define SDOT(d, n, m) WORD $(0x4E809400 | (m<<16) | (n<<5) | d)

// SMULL Vd.8H, Vn.8B, Vm.8B and SMLAL2 Vd.8H, Vn.16B, Vm.16B: the products of the
// lower halves, and those of the upper halves added to them. Two products of values
// in [-127, 127] fit into 16 bits.
#define SMULL(d, n, m) WORD $(0x0E20C000 | (m<<16) | (n<<5) | d)
#define SMLAL2(d, n, m) WORD $(0x4E208000 | (m<<16) | (n<<5) | d)

// SADALP Vd.4S, Vn.8H: neighbours are added to each other and to four sums.
#define SADALP(d, n) WORD $(0x4E606800 | (n<<5) | d)

#define ZERO4(a, b, c, d) \
	VEOR a.B16, a.B16, a.B16 \
	VEOR b.B16, b.B16, b.B16 \
	VEOR c.B16, c.B16, c.B16 \
	VEOR d.B16, d.B16, d.B16

// STORE4 adds up four registers of partial sums, stores the four sums and goes on to
// the next row of acc.
#define STORE4(a, b, c, d) \
	VADDP b.S4, a.S4, a.S4 \
	VADDP d.S4, c.S4, c.S4 \
	VADDP c.S4, a.S4, a.S4 \
	VST1 [a.S4], (R0) \
	ADD R1, R0, R0

#define ARGUMENTS \
	MOVD acc+0(FP), R0 \
	MOVD stride+8(FP), R1 \
	LSL $2, R1, R1 \
	MOVD a+16(FP), R2 \
	MOVD k+24(FP), R3 \
	MOVD w0+32(FP), R4 \
	MOVD w1+40(FP), R5 \
	MOVD w2+48(FP), R6 \
	MOVD w3+56(FP), R7 \
	MOVD n+64(FP), R8

#define WEIGHTS(a, b, c, d) \
	VLD1.P 16(R4), [a.B16] \
	VLD1.P 16(R5), [b.B16] \
	VLD1.P 16(R6), [c.B16] \
	VLD1.P 16(R7), [d.B16]

// func dot4SDOT(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)
TEXT ·dot4SDOT(SB), NOSPLIT, $0-72
	ARGUMENTS
	ADD R3, R2, R9
	ADD R3, R9, R10
	ADD R3, R10, R11
	ZERO4(V0, V1, V2, V3)
	ZERO4(V4, V5, V6, V7)
	ZERO4(V8, V9, V10, V11)
	ZERO4(V12, V13, V14, V15)
loop:
	WEIGHTS(V20, V21, V22, V23)
	VLD1.P 16(R2), [V16.B16]
	VLD1.P 16(R9), [V17.B16]
	VLD1.P 16(R10), [V18.B16]
	VLD1.P 16(R11), [V19.B16]
	SDOT(0, 16, 20)
	SDOT(1, 16, 21)
	SDOT(2, 16, 22)
	SDOT(3, 16, 23)
	SDOT(4, 17, 20)
	SDOT(5, 17, 21)
	SDOT(6, 17, 22)
	SDOT(7, 17, 23)
	SDOT(8, 18, 20)
	SDOT(9, 18, 21)
	SDOT(10, 18, 22)
	SDOT(11, 18, 23)
	SDOT(12, 19, 20)
	SDOT(13, 19, 21)
	SDOT(14, 19, 22)
	SDOT(15, 19, 23)
	SUBS $16, R8, R8
	BGT loop
	STORE4(V0, V1, V2, V3)
	STORE4(V4, V5, V6, V7)
	STORE4(V8, V9, V10, V11)
	STORE4(V12, V13, V14, V15)
	RET

// func dot1SDOT(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)
TEXT ·dot1SDOT(SB), NOSPLIT, $0-72
	ARGUMENTS
	ZERO4(V0, V1, V2, V3)
loop:
	WEIGHTS(V20, V21, V22, V23)
	VLD1.P 16(R2), [V16.B16]
	SDOT(0, 16, 20)
	SDOT(1, 16, 21)
	SDOT(2, 16, 22)
	SDOT(3, 16, 23)
	SUBS $16, R8, R8
	BGT loop
	STORE4(V0, V1, V2, V3)
	RET

// MULTIPLY adds the products of 16 elements of registers a and w to sums d.
#define MULTIPLY(d, t, a, w) \
	SMULL(t, a, w) \
	SMLAL2(t, a, w) \
	SADALP(d, t)

// func dot2NEON(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)
TEXT ·dot2NEON(SB), NOSPLIT, $0-72
	ARGUMENTS
	ADD R3, R2, R9
	ZERO4(V0, V1, V2, V3)
	ZERO4(V4, V5, V6, V7)
loop:
	WEIGHTS(V20, V21, V22, V23)
	VLD1.P 16(R2), [V16.B16]
	VLD1.P 16(R9), [V17.B16]
	MULTIPLY(0, 24, 16, 20)
	MULTIPLY(1, 25, 16, 21)
	MULTIPLY(2, 26, 16, 22)
	MULTIPLY(3, 27, 16, 23)
	MULTIPLY(4, 28, 17, 20)
	MULTIPLY(5, 29, 17, 21)
	MULTIPLY(6, 30, 17, 22)
	MULTIPLY(7, 31, 17, 23)
	SUBS $16, R8, R8
	BGT loop
	STORE4(V0, V1, V2, V3)
	STORE4(V4, V5, V6, V7)
	RET

// func dot1NEON(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)
TEXT ·dot1NEON(SB), NOSPLIT, $0-72
	ARGUMENTS
	ZERO4(V0, V1, V2, V3)
loop:
	WEIGHTS(V20, V21, V22, V23)
	VLD1.P 16(R2), [V16.B16]
	MULTIPLY(0, 24, 16, 20)
	MULTIPLY(1, 25, 16, 21)
	MULTIPLY(2, 26, 16, 22)
	MULTIPLY(3, 27, 16, 23)
	SUBS $16, R8, R8
	BGT loop
	STORE4(V0, V1, V2, V3)
	RET
