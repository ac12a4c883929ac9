//go:build amd64

#include "textflag.h"

// Products of int8 rows, four rows of weights at a time. The arguments are those
// of dotFunc in kernel.go: acc, stride, a, k, w0..w3, n.

// ARGS loads them: DI acc, R12 stride in bytes, SI a, R13 k, R8-R11 weights, CX n.
#define ARGS \
	MOVQ acc+0(FP), DI \
	MOVQ stride+8(FP), R12 \
	SHLQ $2, R12 \
	MOVQ a+16(FP), SI \
	MOVQ k+24(FP), R13 \
	MOVQ w0+32(FP), R8 \
	MOVQ w1+40(FP), R9 \
	MOVQ w2+48(FP), R10 \
	MOVQ w3+56(FP), R11 \
	MOVQ n+64(FP), CX \
	XORQ AX, AX

// MADD adds |a| * sign(w, a) to acc: pairs of products fit into 16 bits because
// neither factor exceeds 127, so VPMADDUBSW never saturates. Y15 holds 16-bit ones.
#define MADD(a, absA, w, t, acc) \
	VPSIGNB a, w, t \
	VPMADDUBSW t, absA, t \
	VPMADDWD Y15, t, t \
	VPADDD t, acc, acc

// SUM4 stores the four totals of y0..y3 at p; y0 and y2 are overwritten.
#define SUM4(y0, y1, y2, y3, x0, x1, p) \
	VPHADDD y1, y0, y0 \
	VPHADDD y3, y2, y2 \
	VPHADDD y2, y0, y0 \
	VEXTRACTI128 $1, y0, x1 \
	VPADDD x1, x0, x0 \
	VMOVDQU x0, p

#define ONES \
	VPCMPEQW Y15, Y15, Y15 \
	VPSRLW $15, Y15, Y15

// func dot2AVX2(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)
TEXT ·dot2AVX2(SB), NOSPLIT, $0-72
	ARGS
	ONES
	LEAQ (SI)(R13*1), DX
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
loop:
	VMOVDQU (SI)(AX*1), Y8
	VPABSB Y8, Y9
	VMOVDQU (DX)(AX*1), Y10
	VPABSB Y10, Y11
	VMOVDQU (R8)(AX*1), Y12
	MADD(Y8, Y9, Y12, Y13, Y0)
	MADD(Y10, Y11, Y12, Y14, Y4)
	VMOVDQU (R9)(AX*1), Y12
	MADD(Y8, Y9, Y12, Y13, Y1)
	MADD(Y10, Y11, Y12, Y14, Y5)
	VMOVDQU (R10)(AX*1), Y12
	MADD(Y8, Y9, Y12, Y13, Y2)
	MADD(Y10, Y11, Y12, Y14, Y6)
	VMOVDQU (R11)(AX*1), Y12
	MADD(Y8, Y9, Y12, Y13, Y3)
	MADD(Y10, Y11, Y12, Y14, Y7)
	ADDQ $32, AX
	CMPQ AX, CX
	JLT loop
	SUM4(Y0, Y1, Y2, Y3, X0, X1, (DI))
	SUM4(Y4, Y5, Y6, Y7, X4, X5, (DI)(R12*1))
	VZEROUPPER
	RET

// func dot1AVX2(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)
TEXT ·dot1AVX2(SB), NOSPLIT, $0-72
	ARGS
	ONES
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
loop:
	VMOVDQU (SI)(AX*1), Y8
	VPABSB Y8, Y9
	VMOVDQU (R8)(AX*1), Y4
	VMOVDQU (R9)(AX*1), Y5
	VMOVDQU (R10)(AX*1), Y6
	VMOVDQU (R11)(AX*1), Y7
	MADD(Y8, Y9, Y4, Y4, Y0)
	MADD(Y8, Y9, Y5, Y5, Y1)
	MADD(Y8, Y9, Y6, Y6, Y2)
	MADD(Y8, Y9, Y7, Y7, Y3)
	ADDQ $32, AX
	CMPQ AX, CX
	JLT loop
	SUM4(Y0, Y1, Y2, Y3, X0, X1, (DI))
	VZEROUPPER
	RET

// SIGN fills Z31 with 0x80 bytes: xor with it turns int8 x into uint8 x+128.
#define SIGN \
	MOVL $0x80808080, BX \
	VPBROADCASTD BX, Z31

#define CLEAR4(a, b, c, d) \
	VPXORD a, a, a \
	VPXORD b, b, b \
	VPXORD c, c, c \
	VPXORD d, d, d

#define WEIGHTS \
	VMOVDQU32 (R8)(AX*1), Z20 \
	VMOVDQU32 (R9)(AX*1), Z21 \
	VMOVDQU32 (R10)(AX*1), Z22 \
	VMOVDQU32 (R11)(AX*1), Z23

// DOT4 adds the products of the unsigned row a with four rows of weights.
#define DOT4(a, c0, c1, c2, c3) \
	VPDPBUSD Z20, a, c0 \
	VPDPBUSD Z21, a, c1 \
	VPDPBUSD Z22, a, c2 \
	VPDPBUSD Z23, a, c3

// TOTAL4 stores the four totals of a..d at p, through Z16-Z19.
#define TOTAL4(a, b, c, d, p) \
	VPUNPCKLDQ b, a, Z16 \
	VPUNPCKHDQ b, a, Z17 \
	VPUNPCKLDQ d, c, Z18 \
	VPUNPCKHDQ d, c, Z19 \
	VPADDD Z17, Z16, Z16 \
	VPADDD Z19, Z18, Z18 \
	VPUNPCKLQDQ Z18, Z16, Z17 \
	VPUNPCKHQDQ Z18, Z16, Z19 \
	VPADDD Z19, Z17, Z16 \
	VEXTRACTI64X4 $1, Z16, Y17 \
	VPADDD Y17, Y16, Y16 \
	VEXTRACTI32X4 $1, Y16, X17 \
	VPADDD X17, X16, X16 \
	VMOVDQU32 X16, p

// func dot4VNNI(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)
TEXT ·dot4VNNI(SB), NOSPLIT, $0-72
	ARGS
	SIGN
	LEAQ (SI)(R13*1), DX
	LEAQ (DX)(R13*1), R15
	LEAQ (R15)(R13*1), R13
	CLEAR4(Z0, Z1, Z2, Z3)
	CLEAR4(Z4, Z5, Z6, Z7)
	CLEAR4(Z8, Z9, Z10, Z11)
	CLEAR4(Z12, Z13, Z14, Z15)
loop:
	VPXORD (SI)(AX*1), Z31, Z16
	VPXORD (DX)(AX*1), Z31, Z17
	VPXORD (R15)(AX*1), Z31, Z18
	VPXORD (R13)(AX*1), Z31, Z19
	WEIGHTS
	DOT4(Z16, Z0, Z1, Z2, Z3)
	DOT4(Z17, Z4, Z5, Z6, Z7)
	DOT4(Z18, Z8, Z9, Z10, Z11)
	DOT4(Z19, Z12, Z13, Z14, Z15)
	ADDQ $64, AX
	CMPQ AX, CX
	JLT loop
	TOTAL4(Z0, Z1, Z2, Z3, (DI))
	ADDQ R12, DI
	TOTAL4(Z4, Z5, Z6, Z7, (DI))
	ADDQ R12, DI
	TOTAL4(Z8, Z9, Z10, Z11, (DI))
	ADDQ R12, DI
	TOTAL4(Z12, Z13, Z14, Z15, (DI))
	VZEROUPPER
	RET

// func dot1VNNI(acc *int32, stride int, a *int8, k int, w0, w1, w2, w3 *int8, n int)
TEXT ·dot1VNNI(SB), NOSPLIT, $0-72
	ARGS
	SIGN
	CLEAR4(Z0, Z1, Z2, Z3)
loop:
	VPXORD (SI)(AX*1), Z31, Z16
	WEIGHTS
	DOT4(Z16, Z0, Z1, Z2, Z3)
	ADDQ $64, AX
	CMPQ AX, CX
	JLT loop
	TOTAL4(Z0, Z1, Z2, Z3, (DI))
	VZEROUPPER
	RET
